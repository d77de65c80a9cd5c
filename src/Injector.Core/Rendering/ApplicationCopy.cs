using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Rendering;

/// <summary>
/// Copies what a profile's container shares with the application's: a migration runs the application's own program, which needs the application's variables,
/// files and user. The profile's own values take precedence.
/// </summary>
internal static class ApplicationCopy
{
    /// <summary>Security context fields that decide what a program can do at all, so that a stricter default would break it.</summary>
    private static readonly string[] DecidedByApplication = ["runAsUser", "runAsGroup", "runAsNonRoot", "readOnlyRootFilesystem"];

    /// <summary>The container to copy from; <see langword="null"/> when the profile copies nothing.</summary>
    public static CopiedApplication? Source(SidecarProfile profile, ContainerView? application, PodView pod) =>
        application is not null && profile.InitContainers.Concat(profile.Sidecars).Any(container => !container.Copy.IsEmpty)
            ? new CopiedApplication(application.Json, pod.SecurityContext)
            : null;

    /// <summary>Parses the container to copy from.</summary>
    /// <returns>What there is to copy; <see langword="null"/> when it cannot be parsed, which is an error.</returns>
    public static (JsonObject Container, JsonObject PodContext)? Open(ProfileContainer template, CopiedApplication application, MessageList errors)
    {
        if (application.Container.Length > ReceivedJson.MaxTree)
        {
            errors.Add($"container {template.Name} copies from the application, which has {application.Container.Length} bytes of JSON, more than the {ReceivedJson.MaxTree} that can be copied");
            return null;
        }

        if (!ReceivedJson.TryReadTree(application.Container.Span, out var source) || !TryReadContext(application, out var pod))
        {
            errors.Add($"container {template.Name} copies from the application, whose JSON has a member twice; write each member once");
            return null;
        }

        return (source, pod);
    }

    /// <summary>Copies the variables, before everything that refers to them.</summary>
    public static void CopyVariables(ProfileContainer template, JsonObject source, JsonObject container)
    {
        if (template.Copy.Contains("env"))
        {
            Prepend(container, source, "env", "name");
            Prepend(container, source, "envFrom", "");
        }
    }

    /// <summary>Copies the rest. The copied mounts name volumes of the pod, so the profile's own mounts must do so by then.</summary>
    public static void CopyRest(ProfileContainer template, JsonObject source, JsonObject podContext, ImmutableArray<string>? masks, JsonObject container)
    {
        if (template.Copy.Contains("volumeMounts"))
        {
            RemoveTokens(source, masks);
            Prepend(container, source, "volumeMounts", "mountPath");
        }

        if (template.Copy.Contains("securityContext"))
        {
            CopySecurity(container, source["securityContext"] as JsonObject ?? [], podContext);
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

    /// <summary>
    /// Puts the application's items before the profile's, which may refer to them. An item that the profile also has replaces the application's in place, since
    /// later ones may refer to it, unless it refers to other variables itself.
    /// </summary>
    private static void Prepend(JsonObject container, JsonObject source, string field, string key)
    {
        if (source[field] is not JsonArray items)
        {
            return;
        }

        var own = container[field] as JsonArray ?? [];
        var byName = own.ToLookup(item => Name(item, key), StringComparer.Ordinal);
        var placed = new HashSet<JsonNode>();
        var merged = new JsonArray();
        foreach (var item in items)
        {
            if (Name(item, key) is not { } name || !byName.Contains(name))
            {
                merged.Add(item?.DeepClone());
            }
            else if (byName[name].Count() == 1 && byName[name].First() is { } instead && !ComputedPath.Names(instead.Member("value").AsText() ?? "").Any() && placed.Add(instead))
            {
                merged.Add((JsonNode)instead.DeepClone());
            }
        }

        foreach (var item in own.Where(item => item is null || !placed.Contains(item)))
        {
            merged.Add(item?.DeepClone());
        }

        container[field] = merged;
    }

    // The same path can be spelled in many ways.
    private static string? Name(JsonNode? item, string key) =>
        item.Member(key).AsText() is { } name && key == "mountPath" ? MountPaths.Normalise(name) : item.Member(key).AsText();

    // The ServiceAccount admission plugin has already mounted the application's token.
    private static void RemoveTokens(JsonObject source, ImmutableArray<string>? masks)
    {
        if (masks is { } paths && source["volumeMounts"] is JsonArray mounts)
        {
            TokenMask.RemoveFrom(mounts, paths);
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
