using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Messages;
using Injector.Core.Pods;
using Injector.Core.Profiles;

namespace Injector.Core.Plans.Rendering;

/// <summary>
/// Takes over what a profile's container shares with the application's: a migration runs the application's own program, which needs the
/// application's variables, files and user. What the profile states itself wins.
/// </summary>
internal static class ApplicationCopy
{
    /// <summary>Fields of a security context that decide what a program can do at all, so that a stricter default would break it.</summary>
    private static readonly string[] DecidedByApplication = ["runAsUser", "runAsGroup", "runAsNonRoot", "readOnlyRootFilesystem"];

    /// <summary>The container to copy from; <see langword="null"/> when the profile copies nothing.</summary>
    public static CopiedApplication? Source(SidecarProfile profile, ContainerView? application, PodView pod) =>
        application is not null && profile.InitContainers.Concat(profile.Sidecars).Any(container => !container.Copy.IsEmpty)
            ? new CopiedApplication(application.Json, pod.SecurityContext)
            : null;

    public static void Apply(ProfileContainer template, CopiedApplication application, bool keepToken, JsonObject container, MessageList errors)
    {
        if (application.Container.Length > ReceivedJson.MaxTree)
        {
            errors.Add($"container {template.Name} copies from the application, which has {application.Container.Length} bytes of JSON, more than the {ReceivedJson.MaxTree} that can be copied");
            return;
        }

        if (!ReceivedJson.TryReadTree(application.Container.Span, out var source) || !TryReadContext(application, out var pod))
        {
            errors.Add($"container {template.Name} copies from the application, whose JSON has a member twice; write each member once");
            return;
        }

        foreach (var section in template.Copy)
        {
            switch (section)
            {
                case "env":
                    Prepend(container, source, "env", "name");
                    Prepend(container, source, "envFrom", "");
                    break;
                case "volumeMounts":
                    RemoveToken(source, keepToken);
                    Prepend(container, source, "volumeMounts", "mountPath");
                    break;
                case "securityContext":
                    CopySecurity(container, source["securityContext"] as JsonObject ?? [], pod);
                    break;
            }
        }
    }

    private static bool TryReadContext(CopiedApplication application, out JsonObject context)
    {
        context = [];
        if (application.PodSecurityContext.IsEmpty || application.PodSecurityContext.Span is not [(byte)'{', ..])
        {
            return true;
        }

        var isRead = ReceivedJson.TryReadTree(application.PodSecurityContext.Span, out var read);
        context = read ?? context;
        return isRead;
    }

    /// <summary>Puts the application's items ahead of the profile's, which may refer to them; an item that the profile has too is left out.</summary>
    private static void Prepend(JsonObject container, JsonObject source, string field, string key)
    {
        if (source[field] is not JsonArray items)
        {
            return;
        }

        var own = container[field] as JsonArray ?? [];
        var taken = own.Select(item => Name(item, key)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var merged = new JsonArray();
        foreach (var item in items.Where(item => Name(item, key) is not { } name || !taken.Contains(name)).Concat(own))
        {
            merged.Add(item?.DeepClone());
        }

        container[field] = merged;
    }

    // One path has many spellings.
    private static string? Name(JsonNode? item, string key) =>
        item.Member(key).AsText() is { } name && key == "mountPath" ? MountPaths.Normalise(name) : item.Member(key).AsText();

    // The ServiceAccount admission plugin has mounted the application's token already.
    private static void RemoveToken(JsonObject source, bool keepToken)
    {
        if (!keepToken && source["volumeMounts"] is JsonArray mounts)
        {
            mounts.RemoveAll(mount => MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/") == TokenMask.Path);
        }
    }

    private static void CopySecurity(JsonObject container, JsonObject source, JsonObject pod)
    {
        var context = container["securityContext"] as JsonObject ?? [];
        foreach (var field in DecidedByApplication)
        {
            context.Remove(field);
        }

        if (pod["runAsNonRoot"] is { } inherited)
        {
            context["runAsNonRoot"] = inherited.DeepClone();
        }

        foreach (var (field, value) in source)
        {
            context[field] = value?.DeepClone();
        }

        container["securityContext"] = context;
    }
}
