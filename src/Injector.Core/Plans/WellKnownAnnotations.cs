namespace Injector.Core.Plans;

/// <summary>Third-party annotations that play a part in an injection.</summary>
public static class WellKnownAnnotations
{
    /// <summary>Names the container that <c>kubectl logs</c> and <c>exec</c> use by default.</summary>
    public const string DefaultContainer = "kubectl.kubernetes.io/default-container";

    /// <summary>Lists, separated by commas, the volumes that do not keep the cluster autoscaler from removing a node.</summary>
    public const string SafeToEvict = "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";
}
