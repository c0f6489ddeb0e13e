package org.gradwalk.model.derivation;

/** What stands between two parts. */
enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    OVER("/"),
    PRODUCT("@"),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    EQUAL("=="),
    UNEQUAL("!="),
    BOTH("&"),
    EITHER("|"),
    AND("and"),
    OR("or");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }
}
