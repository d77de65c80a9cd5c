using System.Collections.Immutable;
using System.IO.Enumeration;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Policy;

/// <summary>Rules for what a profile gives to the pod and to the application: volumes, annotations, labels, variables, mounts.</summary>
internal sealed class TenantAdditions(TenantPolicy policy, TenantRefusals refusals)
{
    /// <summary>
    /// What the loader of glibc and shells obey, whatever the program: <c>ld.so(8)</c>, <c>bash(1)</c>. Variables of one language's runtime, such as
    /// <c>JAVA_TOOL_OPTIONS</c>, are how agents are attached and stay allowed.
    /// </summary>
    private static readonly string[] LoaderVariables = ["LD_*", "DYLD_*", "GLIBC_TUNABLES", "GCONV_PATH", "LOCPATH", "BASH_ENV", "ENV", "PATH", "SHELLOPTS", "BASHOPTS", "IFS"];

    private static readonly string[] SystemFolders = 
    [
        "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/libexec",
        "/usr/local/bin", "/usr/local/sbin", "/usr/local/lib", "/proc", "/sys", "/var/run/secrets", "/run/secrets",
    ];

    /// <summary>Volumes of types that nobody allowed.</summary>
    internal void CheckVolumes(TreeNode? volumes)
    {
        foreach (var volume in Objects(volumes))
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

    /// <summary>Variables and mounts by which a container of the application would run something else.</summary>
    internal void CheckApplication(TreeNode? application, TreeNode? parameters)
    {
        foreach (var part in Objects(application))
        {
            foreach (var variable in Objects(part["env"]))
            {
                if (variable["name"] is { } name && TenantCheck.Plain(name) is ScalarNode text && IsLoaders(text.JsonText))
                {
                    refusals.Refuse(TenantRule.Loader, name, $"profiles of this namespace may not set {text.JsonText} of the application, by which its loader or shell runs something else");
                }
            }

            foreach (var mount in Objects(part["volumeMounts"]))
            {
                if (mount["mountPath"] is { } path && TenantCheck.Plain(path) is ScalarNode text && IsSystems(Filled(text.JsonText, parameters)))
                {
                    refusals.Refuse(TenantRule.Loader, path, $"profiles of this namespace may not mount over {text.JsonText} of the application, where its programs, its libraries or its credentials are");
                }
            }
        }
    }

    /// <summary>Annotations and labels that nobody allowed.</summary>
    internal void CheckPod(TreeNode? pod)
    {
        foreach (var part in Objects(pod))
        {
            CheckKeys(part["annotations"], TenantRule.Annotations, "annotation", policy.AllowedAnnotations);
            CheckKeys(part["labels"], TenantRule.Labels, "label", policy.AllowedLabels);
        }
    }

    private void CheckKeys(TreeNode? map, TenantRule rule, string kind, ImmutableArray<string> allowed)
    {
        foreach (var (key, value) in Objects(map).SelectMany(part => part.Entries))
        {
            if (key.StartsWith('$'))
            {
                continue;
            }

            if (IsOwn(key) || !Matches(allowed, key))
            {
                refusals.Refuse(rule, value, $"profiles of this namespace may not give pods the {kind} {key}; allowed are {Listed(allowed)}");
            }
        }
    }

    /// <summary>Those by which Injector is asked, and keeps its record.</summary>
    private bool IsOwn(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
        && (key[..slash] == policy.AnnotationPrefix || key[..slash].EndsWith($".{policy.AnnotationPrefix}", StringComparison.Ordinal));

    /// <summary>A name with a variable in it may be any.</summary>
    private static bool IsLoaders(string name) => name.Contains("$(", StringComparison.Ordinal) || Matches(LoaderVariables, name);

    private static bool IsSystems(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Length == 0 || parts.Contains(".."))
        {
            return path.StartsWith('/');
        }

        var whole = $"/{string.Join('/', parts)}";
        return SystemFolders.Any(folder => Holds(whole, folder))
            || whole is "/etc" or "/dev" || whole.StartsWith("/etc/ld", StringComparison.Ordinal) || whole.StartsWith("/etc/profile", StringComparison.Ordinal);
    }

    /// <summary>Whether a path is the folder, above it or below it.</summary>
    private static bool Holds(string path, string folder) =>
        path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal) || folder.StartsWith($"{path}/", StringComparison.Ordinal);

    /// <summary>A path with the defaults of its parameters, which the profile's author wrote; what a pod's author writes is that author's own choice.</summary>
    private static string Filled(string path, TreeNode? parameters)
    {
        foreach (var parameter in Objects(parameters))
        {
            if (parameter["name"] is ScalarNode name && parameter["default"] is ScalarNode { Kind: not ScalarKind.Null } @default)
            {
                path = path.Replace($"$(params.{name.JsonText})", @default.JsonText, StringComparison.Ordinal);
            }
        }

        return path;
    }

    /// <summary>The objects of a value, through lists, conditions and repetitions.</summary>
    private static IEnumerable<MappingNode> Objects(TreeNode? node) => node switch
    {
        SequenceNode sequence => sequence.Items.SelectMany(Objects),
        MappingNode mapping when mapping["$value"] is { } value => Objects(value),
        MappingNode mapping when mapping["$items"] is { } items => Objects(items),
        MappingNode mapping => [mapping],
        _ => [],
    };

    private static bool Matches(IEnumerable<string> patterns, string key) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, key, ignoreCase: false));

    private static string Listed(ImmutableArray<string> patterns) => patterns.IsEmpty ? "none" : string.Join(", ", patterns);
}
