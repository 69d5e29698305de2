package dev.webcheck.client.publish;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.KafkaAdminClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * Makes Kafka's clients. Their public constructors log each setting, more than a hundred lines at INFO, in the log of an
 * application that may not even know of Kafka. A switch for that exists in Kafka, but is not public, so it is reached by
 * reflection; where that fails, the client is made as usual.
 */
final class KafkaClients {

    /** Part of the JDK's module for serialization libraries, which an application may have left out. */
    private static final String REFLECTION_FACTORY = "sun.reflect.ReflectionFactory";

    private KafkaClients() {}

    static Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        ByteArraySerializer serializer = new ByteArraySerializer();
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, serializer.getClass());
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, serializer.getClass());
        try {
            return silentProducer(all, serializer);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // If it is the settings that are wrong, this tells so.
            return new KafkaProducer<>(settings, serializer, serializer);
        }
    }

    static Admin admin(Map<String, Object> settings) {
        try {
            return silentAdmin(settings);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Admin.create(settings);
        }
    }

    @SuppressWarnings("unchecked")
    private static Producer<byte[], byte[]> silentProducer(Map<String, Object> settings, Serializer<byte[]> serializer)
            throws ReflectiveOperationException {
        ProducerConfig config = silentConfig(ProducerConfig.class, ProducerConfig.configDef(), settings);
        Constructor<?> constructor = Arrays.stream(KafkaProducer.class.getDeclaredConstructors())
                .filter(candidate -> isComplete(candidate.getParameterTypes()))
                .findFirst()
                .orElseThrow(NoSuchMethodException::new);
        constructor.setAccessible(true);
        Class<?>[] types = constructor.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], config, serializer);
        }
        return (Producer<byte[], byte[]>) constructor.newInstance(arguments);
    }

    /** The constructor that the public ones call. */
    private static boolean isComplete(Class<?>... types) {
        return types.length > 0 && types[0] == ProducerConfig.class && types[types.length - 1] == Time.class;
    }

    private static @Nullable Object argument(Class<?> type, ProducerConfig config, Serializer<byte[]> serializer)
            throws ReflectiveOperationException {
        if (type == ProducerConfig.class) {
            return config;
        }
        if (type == Serializer.class) {
            return serializer;
        }
        if (type == Time.class) {
            return Time.SYSTEM;
        }
        return type.getSimpleName().equals("ApiVersions")
                ? type.getConstructor().newInstance()
                : null;
    }

    private static Admin silentAdmin(Map<String, Object> settings) throws ReflectiveOperationException {
        AdminClientConfig config = silentConfig(AdminClientConfig.class, AdminClientConfig.configDef(), settings);
        Method create = Arrays.stream(KafkaAdminClient.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("createInternal"))
                .filter(method -> method.getParameterCount() == 2)
                .findFirst()
                .orElseThrow(NoSuchMethodException::new);
        create.setAccessible(true);
        return (Admin) create.invoke(null, config, null);
    }

    /** Calls the constructor of the superclass, which has the switch, in place of its own. */
    private static <C extends AbstractConfig> C silentConfig(
            Class<C> type, ConfigDef definition, Map<String, Object> settings) throws ReflectiveOperationException {
        Constructor<AbstractConfig> withSwitch =
                AbstractConfig.class.getConstructor(ConfigDef.class, Map.class, boolean.class);
        Class<?> factory = Class.forName(REFLECTION_FACTORY);
        Object constructor = factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(factory.getMethod("getReflectionFactory").invoke(null), type, withSwitch);
        return type.cast(((Constructor<?>) constructor).newInstance(definition, settings, false));
    }
}
