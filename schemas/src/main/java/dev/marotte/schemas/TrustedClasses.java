package dev.marotte.schemas;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Avro's data model, which trusts the generated classes of this module and no others. Avro 1.12.2 refuses to load any class that is
 * not named in a system property or a global setting; resolving our own here needs neither, and a schema in a record cannot name a
 * class from elsewhere.
 */
final class TrustedClasses extends SpecificData {
    static final SpecificData MODEL = new TrustedClasses();
    private static final String PACKAGE = "dev.marotte.schemas.avro.";

    private TrustedClasses() {
        super(TrustedClasses.class.getClassLoader());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> generated(schema.getFullName());
            default -> super.getClass(schema);
        };
    }

    private Class<?> generated(String name) {
        if (!name.startsWith(PACKAGE)) {
            throw new AvroRuntimeException("not a class of Marotte's messages: " + name);
        }
        try {
            return Class.forName(name, true, getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AvroRuntimeException(e);
        }
    }
}
