using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks;

/// <summary>Reports what could not be read, and which permission it requires.</summary>
internal sealed class RightsCheck : ICheck
{
    /// <summary>Default name of the ClusterRole with everything that the checks read, in the chart and the deploy manifests.</summary>
    internal const string Role = "injector-check";

    private const string Name = "rights";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) => cluster.Unread.Select(unread => unread.IsForbidden
        ? Finding.Unknown(Name, $"the right to {unread.Right} is missing", $"Ask with an account that may {unread.Right}, such as one with the ClusterRole {Role}.")
        : Finding.Unknown(Name, $"the API server refused to {unread.Right}: {unread.Explanation}", "Try again; see the API server's log if it stays so."));
}
