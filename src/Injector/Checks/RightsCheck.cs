using Injector.Checks.Facts;

namespace Injector.Checks;

/// <summary>What could not be looked at, and which right that takes.</summary>
internal sealed class RightsCheck : ICheck
{
    private const string Name = "rights";

    public IEnumerable<Finding> Look(ClusterFacts cluster) => cluster.Unread.Select(unread => unread.IsForbidden
        ? Finding.Unknown(Name, $"the right to {unread.Right} is missing", $"Ask with an account that may {unread.Right}.")
        : Finding.Unknown(Name, $"the API server refused to {unread.Right}: {unread.Explanation}", "Try again; see the API server's log if it stays so."));
}
