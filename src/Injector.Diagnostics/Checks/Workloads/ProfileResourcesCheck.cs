using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Is the kind SidecarProfile installed, and can its objects be used?</summary>
internal sealed class ProfileResourcesCheck : ICheck
{
    private const string Name = "profiles";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (cluster.ProfileObjects.IsAbsent)
        {
            return
            [
                Finding.Warning(
                    Name,
                    "the kind SidecarProfile is not installed, so there are no profiles but the built-in ones and those in files",
                    cluster.Chart?.Set("crds.install=true") ?? "kubectl apply -f deploy/crd/sidecarprofiles.yaml"),
            ];
        }

        if (!cluster.ProfileObjects.IsKnown)
        {
            return [];
        }

        var objects = cluster.ProfileObjects.OrEmpty();
        List<Finding> broken =
        [
            .. objects.Where(one => one.Status is { IsReady: false })
                .Select(one => Finding.Problem(
                    Name, $"SidecarProfile {one.Key} is not ready ({one.Status!.Reason}): {FirstLine(one.Status.Message)}", "Correct it and apply it again.")),
        ];
        return [.. broken.Count > 0 ? broken : [Finding.Ok(Name, $"SidecarProfile is installed; {objects.Length} of them")], .. Review(cluster)];
    }

    private static IEnumerable<Finding> Review(ClusterFacts cluster)
    {
        if (cluster.Validating.IsAbsent)
        {
            yield return Finding.Warning(
                Name,
                $"there is no {WebhookConfiguration.Validating} {cluster.Scope.Configuration}, so a broken SidecarProfile is stored without a word",
                "Apply the one of the chart or of deploy.");
        }
    }

    private static string FirstLine(string message) => message.Split('\n')[0];
}
