namespace Injector.Core.Plans;

/// <summary>Annotations of others that take part in an injection.</summary>
public static class WellKnownAnnotations
{
    /// <summary>Lists the volumes that do not keep the cluster autoscaler from removing a node, separated by commas.</summary>
    public const string SafeToEvict = "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";
}
