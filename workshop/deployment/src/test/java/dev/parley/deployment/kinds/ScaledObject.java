package dev.parley.deployment.kinds;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/** {@code keda.sh/v1alpha1}, as far as it is used. */
public record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    /** What scales, between what, and why. */
    public record Spec(
            Target scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            int pollingInterval,
            Advanced advanced,
            List<Trigger> triggers) {}

    /** A Deployment. */
    public record Target(String name) {}

    /** What is handed to the autoscaler that KEDA makes. */
    public record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

    /** How fast. */
    public record AutoscalerConfig(HorizontalPodAutoscalerBehavior behavior) {}

    /** One reason to scale. */
    public record Trigger(String type, String metricType, Map<String, String> metadata) {}
}
