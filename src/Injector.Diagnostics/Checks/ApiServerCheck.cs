using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks;

/// <summary>Reports which cluster was checked: checking the wrong one is worse than not checking.</summary>
internal sealed class ApiServerCheck : ICheck
{
    /// <summary>Name of the check.</summary>
    internal const string Name = "api-server";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) =>
        [Finding.Ok(Name, $"{(cluster.Version.Length > 0 ? $"Kubernetes {cluster.Version}" : "Kubernetes")} at {cluster.Server.GetLeftPart(UriPartial.Authority)}")];
}
