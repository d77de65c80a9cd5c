using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks;

/// <summary>Which cluster this is: a check of the wrong one is worse than none.</summary>
internal sealed class ApiServerCheck : ICheck
{
    /// <summary>Name of the check.</summary>
    internal const string Name = "api-server";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) =>
        [Finding.Ok(Name, $"{(cluster.Version.Length > 0 ? $"Kubernetes {cluster.Version}" : "Kubernetes")} at {cluster.Server.GetLeftPart(UriPartial.Authority)}")];
}
