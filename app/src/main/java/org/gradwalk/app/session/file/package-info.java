/** Sessions as files: all of a walk in a ZIP of JSON and safetensors. */
@NullMarked
package org.gradwalk.app.session.file;

import org.jspecify.annotations.NullMarked;
