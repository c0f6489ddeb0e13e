package org.gradwalk.model.file;

/**
 * What a safetensors file may ask for at most. A file from outside is not trusted: each number in it is held against
 * these before anything is made by it.
 *
 * @param headerBytes the length of the header
 * @param tensors the number of tensors
 * @param dataBytes the length of all data in the file
 * @param entries the number of entries of all tensors, each of which takes 8 bytes of memory
 * @param memoryBytes what all entries may take of memory
 */
record Limits(long headerBytes, int tensors, long dataBytes, long entries, long memoryBytes) {
    /** 16 MiB of header, 100,000 tensors, 4 GiB of data, as many entries as 4 GiB of F64 are; the memory there is. */
    static Limits standard() {
        return new Limits(1L << 24, 100_000, 1L << 32, 1L << 29, Runtime.getRuntime().maxMemory());
    }
}
