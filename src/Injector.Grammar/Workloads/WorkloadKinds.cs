using System.Collections.Immutable;

namespace Injector.Grammar.Workloads;

/// <summary>The kinds that contain a pod template, and its path. Kinds of the same name in other API groups do not count.</summary>
internal static class WorkloadKinds
{
    private static readonly ImmutableArray<string> InSpec = ["spec", "template"];

    /// <summary>Path from the object to its pod template; default when the kind has none. Empty for a Pod, which is its own template.</summary>
    /// <param name="group">API group; empty for the core group.</param>
    /// <param name="kind">Kind.</param>
    public static ImmutableArray<string> TemplatePath(string group, string kind) => (group, kind) switch
    {
        ("", "Pod") => [],
        ("", "PodTemplate") => ["template"],
        ("", "ReplicationController") => InSpec,
        ("apps" or "extensions", "Deployment" or "DaemonSet" or "ReplicaSet") => InSpec,
        ("apps", "StatefulSet") => InSpec,
        ("batch" or "extensions", "Job") => InSpec,
        ("batch", "CronJob") => ["spec", "jobTemplate", "spec", "template"],
        ("apps.openshift.io" or "", "DeploymentConfig") => InSpec,
        ("argoproj.io", "Rollout") => InSpec,
        _ => default,
    };

    /// <summary>The group of an <c>apiVersion</c>; empty for the core group.</summary>
    public static string GroupOf(string apiVersion) => apiVersion.IndexOf('/') is var slash and >= 0 ? apiVersion[..slash] : "";
}
