using Injector.Core.Planning.Volumes;
using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Rules for volume mounts, of injected containers and of those added to the application.</summary>
internal static class MountRules
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Where the service account token, or the mount that hides it, is mounted; in most images <c>/var/run</c> is a link to <c>/run</c>.</summary>
    private static readonly string[] TokenPaths = [TokenPath, TokenPath["/var".Length..]];

    /// <summary>Checks the rendered mounts of one container.</summary>
    internal static void Check(IEnumerable<TemplateNode.Object> mounts, RuleContext context)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in mounts)
        {
            if (mount.Text("mountPath") is { } path)
            {
                CheckPath(mount, path, paths, context);
            }

            if (mount.Text("subPath") is { } subPath && (subPath.StartsWith('/') || subPath.Split('/').Contains("..")))
            {
                context.Wrong(mount.Find("subPath")!, $"'{subPath}' must be relative and have no '..'");
            }

            if (mount.Find("subPath") is not null && mount.Find("subPathExpr") is { } expression)
            {
                context.Wrong(expression, "'subPath' and 'subPathExpr' exclude each other");
            }

            if (mount.Text("recursiveReadOnly") is { } recursive and not "Disabled" && mount.Flag("readOnly") != true)
            {
                context.Wrong(mount.Find("recursiveReadOnly")!, $"'{recursive}' needs readOnly: true");
            }
        }
    }

    private static void CheckPath(TemplateNode.Object mount, string path, HashSet<string> paths, RuleContext context)
    {
        var node = mount.Find("mountPath")!;
        if (!path.StartsWith('/') || path.Contains(':') || path.Split('/').Contains(".."))
        {
            context.Wrong(node, $"'{path}' is not a mount path: it begins with '/', and has no ':' and no '..'");
        }

        var normal = path.Length > 1 ? path.TrimEnd('/') : path;
        if (mount.Flag("readOnly") == true && TokenPaths.Any(token => token.StartsWith(normal + '/', StringComparison.Ordinal)))
        {
            context.Wrong(node, $"a read-only mount at '{normal}' keeps the container from starting: the folder {TokenPath} must be made in it "
                + "for the service-account token; mount what is needed below it instead");
        }

        if (MountPlace.Forbidden(normal) is { } reason)
        {
            context.Wrong(node, $"no container can have a mount at '{normal}', {reason}");
        }

        if (!paths.Add(normal))
        {
            context.Wrong(node, $"two mounts of this container have the path '{normal}'");
        }
    }
}
