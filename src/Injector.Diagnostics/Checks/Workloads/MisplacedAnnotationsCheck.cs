using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;
using Injector.Manifests.Injection;

namespace Injector.Diagnostics.Checks.Workloads;

/// <summary>Finds annotations on a workload itself, where they have no effect. The most common reason why nothing is injected.</summary>
internal sealed class MisplacedAnnotationsCheck : ICheck
{
    private const string Name = "misplaced-annotations";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster) => cluster.LivingWorkloads.SelectMany(workload => OfWorkload(workload, cluster));

    private static IEnumerable<Finding> OfWorkload(ClusterWorkload workload, ClusterFacts cluster)
    {
        List<string> misplaced =
        [
            .. workload.Annotations.Keys.Where(key => MisplacedAnnotations.IsRequesting(key, cluster.Scope.Keys) && !workload.PodAnnotations.ContainsKey(key)),
        ];
        if (misplaced.Count > 0)
        {
            yield return Finding.Problem(
                Name,
                $"{workload.Title} has {string.Join(", ", misplaced)} at metadata.annotations, where Injector does not look",
                $"Move {(misplaced.Count == 1 ? "it" : "them")} to {workload.TemplatePath}.annotations.");
        }
    }
}
