using System.Collections.Immutable;
using Injector.Grammar.Messages;

namespace Injector.Diagnostics.Live;

/// <summary>A kind of object that can be named on the command line, as kubectl names it.</summary>
/// <param name="Name">Kind, such as <c>Deployment</c>.</param>
/// <param name="Resource">Resource with its group, as roles name it, such as <c>deployments.apps</c>.</param>
/// <param name="Paths">Paths of the resource on the API server, newest version first, with <c>{0}</c> for the namespace.</param>
/// <param name="Names">Names that kubectl accepts for it, in lower case.</param>
internal sealed record LiveKind(string Name, string Resource, ImmutableArray<string> Paths, ImmutableArray<string> Names)
{
    /// <summary>The kind of namespaces, which have no pod template: a pod that requests nothing itself stands for them.</summary>
    public static LiveKind Namespace { get; } = new("Namespace", "namespaces", ["/api/v1/namespaces"], ["namespace", "namespaces", "ns"]);

    private static ImmutableArray<LiveKind> All { get; } =
    [
        Namespace,
        new("Pod", "pods", ["/api/v1/namespaces/{0}/pods"], ["pod", "pods", "po"]),
        new("Deployment", "deployments.apps", ["/apis/apps/v1/namespaces/{0}/deployments"], ["deployment", "deployments", "deploy"]),
        new("StatefulSet", "statefulsets.apps", ["/apis/apps/v1/namespaces/{0}/statefulsets"], ["statefulset", "statefulsets", "sts"]),
        new("DaemonSet", "daemonsets.apps", ["/apis/apps/v1/namespaces/{0}/daemonsets"], ["daemonset", "daemonsets", "ds"]),
        new("ReplicaSet", "replicasets.apps", ["/apis/apps/v1/namespaces/{0}/replicasets"], ["replicaset", "replicasets", "rs"]),
        new("Job", "jobs.batch", ["/apis/batch/v1/namespaces/{0}/jobs"], ["jobs", "job"]),
        new("CronJob", "cronjobs.batch", ["/apis/batch/v1/namespaces/{0}/cronjobs", "/apis/batch/v1beta1/namespaces/{0}/cronjobs"], ["cronjob", "cronjobs", "cj"]),
        new("ReplicationController", "replicationcontrollers", ["/api/v1/namespaces/{0}/replicationcontrollers"], ["replicationcontroller", "replicationcontrollers", "rc"]),
        new("PodTemplate", "podtemplates", ["/api/v1/namespaces/{0}/podtemplates"], ["podtemplates", "podtemplate"]),
        new("DeploymentConfig", "deploymentconfigs.apps.openshift.io", ["/apis/apps.openshift.io/v1/namespaces/{0}/deploymentconfigs"], ["deploymentconfig", "deploymentconfigs", "dc"]),
        new("Rollout", "rollouts.argoproj.io", ["/apis/argoproj.io/v1alpha1/namespaces/{0}/rollouts"], ["rollout", "rollouts", "ro"]),
    ];

    /// <summary>The shortest name of each kind, for messages.</summary>
    public static string Examples => string.Join(", ", All.Select(kind => kind.Names[^1]));

    /// <summary>The name nearest to a mistyped one; <see langword="null"/> when none is close.</summary>
    public static string? Nearest(string word) => NearestName.Of(word.ToLowerInvariant(), All.SelectMany(kind => kind.Names));

    /// <summary>The kind with a name, given with or without its group, such as <c>deploy</c> or <c>deployments.apps</c>; <see langword="null"/> when there is none.</summary>
    public static LiveKind? Find(string word)
    {
        var lower = word.ToLowerInvariant();
        return All.FirstOrDefault(kind => kind.Names.Contains(lower) || kind.Names.Any(one => $"{one}{Group(kind)}" == lower));

        static string Group(LiveKind kind) => kind.Resource.IndexOf('.') is var dot and >= 0 ? kind.Resource[dot..] : "";
    }
}
