namespace Injector.Core.Plans;

/// <summary>Annotations of others that take part in an injection.</summary>
public static class WellKnownAnnotations
{
    /// <summary>Names the container that <c>kubectl logs</c> and <c>exec</c> take where none is named.</summary>
    public const string DefaultContainer = "kubectl.kubernetes.io/default-container";

    /// <summary>Lists the volumes that do not keep the cluster autoscaler from removing a node, separated by commas.</summary>
    public const string SafeToEvict = "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";
}
