using System.Collections.Immutable;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>Rules for what a profile adds to the pod and to the application: volumes, annotations, labels, variables, mounts.</summary>
internal sealed class TenantAdditions(ProfileRestrictions policy, TenantRefusals refusals)
{
    /// <summary>
    /// Variables that the loader of glibc and shells obey, whatever the program: <c>ld.so(8)</c>, <c>bash(1)</c>, <c>zsh(1)</c>. Variables of a language
    /// runtime, such as <c>JAVA_TOOL_OPTIONS</c>, are the usual way to attach agents and stay allowed.
    /// </summary>
    private static readonly string[] LoaderVariables = ["LD_*", "DYLD_*", "GLIBC_TUNABLES", "GCONV_PATH", "LOCPATH", "BASH_ENV", "ENV", "PATH", "SHELLOPTS", "BASHOPTS", "IFS", "PS4", "ZDOTDIR"];

    /// <summary>Prefixes of annotations that confine a pod or one of its containers (kubernetes.io, "Well-Known Labels, Annotations and Taints").</summary>
    private static readonly (string Prefix, TenantRule? Rule)[] ConfiningAnnotations =
    [
        ("container.apparmor.security.beta.kubernetes.io/", TenantRule.AppArmor),
        ("container.seccomp.security.alpha.kubernetes.io/", TenantRule.Seccomp),
        ("seccomp.security.alpha.kubernetes.io/pod", TenantRule.Seccomp),
    ];

    /// <summary>Refuses volumes of types that are not allowed.</summary>
    internal void CheckVolumes(TreeNode? volumes)
    {
        foreach (var volume in WrittenTree.Objects(volumes))
        {
            foreach (var (type, value) in volume.Entries)
            {
                if (type is not ("name" or "hostPath") && !type.StartsWith('$') && !policy.VolumeTypes.Contains(type))
                {
                    refusals.Refuse(TenantRule.VolumeType, value, $"profiles of this namespace may not bring volumes of the type {type}; allowed are {Listed(policy.VolumeTypes)}");
                }
            }
        }
    }

    /// <summary>Refuses variables and mounts that would make an application container run something else.</summary>
    internal void CheckApplication(TreeNode? application, TreeNode? parameters)
    {
        var paths = new TenantPaths(parameters);
        foreach (var part in WrittenTree.Objects(application))
        {
            foreach (var variable in WrittenTree.Objects(part["env"]))
            {
                if (variable["name"] is { } name && WrittenTree.Plain(name) is ScalarNode text && IsLoaders(text.JsonText))
                {
                    refusals.Refuse(TenantRule.Loader, name, $"profiles of this namespace may not set {text.JsonText} of the application, by which its loader or shell runs something else");
                }
            }

            foreach (var mount in WrittenTree.Objects(part["volumeMounts"]))
            {
                if (mount["mountPath"] is { } path && WrittenTree.Plain(path) is ScalarNode text && paths.IsSystems(text.JsonText))
                {
                    refusals.Refuse(TenantRule.Loader, path, $"profiles of this namespace may not mount over {text.JsonText} of the application, where its programs, its libraries or its credentials are or may be");
                }
            }
        }
    }

    /// <summary>Refuses annotations and labels that are not allowed.</summary>
    internal void CheckPod(TreeNode? pod)
    {
        foreach (var part in WrittenTree.Objects(pod))
        {
            CheckKeys(part["annotations"], TenantRule.Annotations, "annotation", policy.AllowedAnnotations);
            CheckKeys(part["labels"], TenantRule.Labels, "label", policy.AllowedLabels);
        }
    }

    private void CheckKeys(TreeNode? map, TenantRule rule, string kind, ImmutableArray<string> allowed)
    {
        foreach (var (key, value) in WrittenTree.Objects(map).SelectMany(part => part.Entries))
        {
            if (key.StartsWith('$'))
            {
                continue;
            }

            if (rule is TenantRule.Annotations && Confining(key) is { } confining && policy.Rules.Contains(confining))
            {
                refusals.Refuse(confining, value, $"profiles of this namespace may not give pods the annotation {key}, whatever is allowed; write the container's securityContext");
            }
            else if (IsOwn(key) || !TenantPattern.MatchesAny(allowed, key))
            {
                refusals.Refuse(rule, value, $"profiles of this namespace may not give pods the {kind} {key}; allowed are {Listed(allowed)}");
            }
        }
    }

    /// <summary>The rule for an annotation that duplicates a field: older API servers and kubelets obey it, and newer ones copy it into the field.</summary>
    private static TenantRule? Confining(string key) => Array.Find(ConfiningAnnotations, one => key.StartsWith(one.Prefix, StringComparison.Ordinal)).Rule;

    /// <summary>Annotations with which Injector is controlled and keeps its record.</summary>
    private bool IsOwn(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
        && (key[..slash] == policy.AnnotationPrefix || key[..slash].EndsWith($".{policy.AnnotationPrefix}", StringComparison.Ordinal));

    /// <summary>A name that contains a variable may be any name.</summary>
    private static bool IsLoaders(string name) => name.Contains("$(", StringComparison.Ordinal) || TenantPattern.MatchesAny(LoaderVariables, name);

    private static string Listed(ImmutableArray<string> patterns) => patterns.IsEmpty ? "none" : string.Join(", ", patterns);
}
