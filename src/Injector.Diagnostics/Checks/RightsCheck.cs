using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks;

/// <summary>What could not be looked at, and which right that takes.</summary>
internal sealed class RightsCheck : ICheck
{
    /// <summary>The ClusterRole with all that the checks read, as the chart and deploy name it where nobody chose another name.</summary>
    internal const string Role = "injector-check";

    private const string Name = "rights";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) => cluster.Unread.Select(unread => unread.IsForbidden
        ? Finding.Unknown(Name, $"the right to {unread.Right} is missing", $"Ask with an account that may {unread.Right}, such as one with the ClusterRole {Role}.")
        : Finding.Unknown(Name, $"the API server refused to {unread.Right}: {unread.Explanation}", "Try again; see the API server's log if it stays so."));
}
