using Injector.Core.Profiles.Templates;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Policy;

/// <summary>
/// Whether a profile mounts over a folder of the application by which that would run something else. What the profile's author wrote counts, defaults of
/// parameters too; what a pod's author writes is that author's own choice. A path that anything else decides may be any.
/// </summary>
/// <param name="parameters">The field <c>parameters</c> of the profile.</param>
internal sealed class TenantPaths(TreeNode? parameters)
{
    private static readonly string[] SystemFolders =
    [
        "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/libexec",
        "/usr/local/bin", "/usr/local/sbin", "/usr/local/lib", "/proc", "/sys", "/var/run/secrets", "/run/secrets",
    ];

    /// <summary>Whether the path is, or may be, one of the system's.</summary>
    internal bool IsSystems(string path)
    {
        if (!TemplateTextParser.TryParse(path, textOnly: true, out var template, out _))
        {
            // Refused as it is read, and so never used.
            return false;
        }

        return template switch
        {
            TemplateNode.Literal => IsSystemFolder(path),
            TemplateNode.Text text => text.Segments.Any(IsOpen) || IsSystemFolder(Filled(text, isStated: true)) || IsSystemFolder(Filled(text, isStated: false)),
            _ => true,
        };
    }

    /// <summary>Whether anything but the profile's author and whoever writes the pod, or its namespace, decides.</summary>
    private bool IsOpen(TextSegment segment) => segment.Reference is { } reference
        && (Find(reference) is not { } parameter || !IsAbsent(parameter["defaultFrom"]) || !(IsAbsent(parameter["default"]) || parameter["default"] is ScalarNode));

    /// <summary>The path with defaults. Of a parameter that nobody has stated and that need not be, a text has nothing.</summary>
    private string Filled(TemplateNode.Text path, bool isStated) =>
        string.Concat(path.Segments.Select(segment => segment.Constant ?? Value(segment.Reference!, isStated)));

    private string Value(VariableReference reference, bool isStated)
    {
        var parameter = Find(reference);
        return parameter?["default"] is ScalarNode { Kind: not ScalarKind.Null } written ? written.JsonText
            : isStated || parameter?["required"] is ScalarNode { Kind: ScalarKind.Boolean, JsonText: "true" } ? $"$({reference})"
            : "";
    }

    private MappingNode? Find(VariableReference reference) => reference.Root == "params"
        ? WrittenTree.Objects(parameters).FirstOrDefault(parameter => parameter["name"] is ScalarNode name && name.JsonText == reference.Name)
        : null;

    private static bool IsAbsent(TreeNode? node) => node is null or ScalarNode { Kind: ScalarKind.Null };

    private static bool IsSystemFolder(string path)
    {
        // The kubelet takes a path without a slash ahead from the root as well.
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Length == 0 || parts.Contains(".."))
        {
            return path.Length > 0;
        }

        var whole = $"/{string.Join('/', parts)}";
        return SystemFolders.Any(folder => Holds(whole, folder))
            || whole is "/etc" or "/dev" || whole.StartsWith("/etc/ld", StringComparison.Ordinal) || whole.StartsWith("/etc/profile", StringComparison.Ordinal);
    }

    /// <summary>Whether a path is the folder, above it or below it.</summary>
    private static bool Holds(string path, string folder) =>
        path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal) || folder.StartsWith($"{path}/", StringComparison.Ordinal);
}
