package coach.security;

/**
 * Something that belongs to one person and that another might send.
 *
 * @param kind for the report, such as {@code session id}
 * @param twin of the same shape, and nobody's: asking for it must read the same
 * @param open true for what everybody may see, where the two may differ
 */
record Secret(String kind, String value, String twin, boolean open) {}
