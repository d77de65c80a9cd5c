using Injector.Checks.Facts;

namespace Injector.Checks;

/// <summary>Which cluster this is: a check of the wrong one is worse than none.</summary>
internal sealed class ApiServerCheck : ICheck
{
    public IEnumerable<Finding> Look(ClusterFacts cluster) =>
        [Finding.Ok("api-server", $"{(cluster.Version.Length > 0 ? $"Kubernetes {cluster.Version}" : "Kubernetes")} at {cluster.Server.GetLeftPart(UriPartial.Authority)}")];
}
