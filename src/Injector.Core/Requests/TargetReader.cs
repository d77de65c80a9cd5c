using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Grammar.Messages;

namespace Injector.Core.Requests;

/// <summary>Reads which containers are the application: by annotation, else all regular containers except other products' sidecars.</summary>
internal static class TargetReader
{
    /// <summary>The named containers in the order of the annotation, or <see langword="null"/> for all regular ones; and what is wrong with the annotation, if anything.</summary>
    public static (string[]? Names, string? Error) Read(PodView pod, AnnotationSource annotations, AnnotationKeys keys)
    {
        if (!annotations.TryGet(keys.Containers, out var text, out var origin))
        {
            return (null, null);
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] present = [.. pod.AllContainers().Select(container => container.Name.ToString())];
        var example = present.Length > 0 ? present[^1] : "web";
        if (names.Length == 0)
        {
            return (null, $"{annotations.Describe(keys.Containers, origin)} is empty; write the names of containers, for example \"{example}\"");
        }

        // A namespace's list is for all its pods, so a name that this pod lacks is not a mistake there.
        if (origin is ParameterOrigin.Pod && names.Except(present, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            return (null, $"{annotations.Describe(keys.Containers, origin)}: the pod has no container {Quoted.Text(missing)}; it has {MessageText.Names(present)}");
        }

        return (names, null);
    }
}
