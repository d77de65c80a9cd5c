using System.Collections.Immutable;
using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Grammar.Messages;
using Injector.Grammar.Names;

namespace Injector.Core.Requests;

/// <summary>Reads the annotation <c>inject</c> and the opt-out labels: the pod's take precedence over the namespace's.</summary>
internal static class ProfileSelectionReader
{
    private const string Example = "write a list such as \"logging,metrics\", or \"true\" or \"false\"";

    public static ProfileSelection Read(PodView pod, NamespaceFacts @namespace, InjectorSettings settings)
    {
        var keys = settings.Keys;
        if (pod.Labels.TryGet(keys.Injection, out var label) && label.Is("disabled"u8))
        {
            return new ProfileSelection(ProfileSelectionState.OptedOut, [], $"the pod's label {keys.Injection} is \"disabled\"");
        }

        if (pod.Annotations.TryGet(keys.Inject, out var podValue))
        {
            return ReadPod(podValue.ToString(), @namespace, settings);
        }

        if (@namespace.Labels.GetValueOrDefault(keys.Injection) == "disabled")
        {
            return new ProfileSelection(ProfileSelectionState.OptedOut, [], $"the label {keys.Injection} of namespace {@namespace.Name} is \"disabled\"");
        }

        return @namespace.Annotations.TryGetValue(keys.Inject, out var value)
            ? ReadNamespace(value, @namespace, settings)
            : new ProfileSelection(ProfileSelectionState.None, [], $"neither the pod nor namespace {@namespace.Name} has the annotation {keys.Inject}");
    }

    private static ProfileSelection ReadPod(string value, NamespaceFacts @namespace, InjectorSettings settings)
    {
        var key = settings.Keys.Inject;
        if (value.Trim() == "false")
        {
            return new ProfileSelection(ProfileSelectionState.OptedOut, [], $"the pod's annotation {key} is \"false\"");
        }

        if (value.Trim() != "true")
        {
            return ReadList(value, $"the pod's annotation {key}");
        }

        var inherited = @namespace.Annotations.GetValueOrDefault(key)?.Trim();
        return inherited is null or "true" or "false"
            ? Defaults(settings, $"the pod's annotation {key} is \"true\"")
            : ReadList(inherited, $"the annotation {key} of namespace {@namespace.Name}");
    }

    private static ProfileSelection ReadNamespace(string value, NamespaceFacts @namespace, InjectorSettings settings)
    {
        var origin = $"the annotation {settings.Keys.Inject} of namespace {@namespace.Name}";
        return value.Trim() switch
        {
            "false" => new ProfileSelection(ProfileSelectionState.OptedOut, [], $"{origin} is \"false\""),
            "true" => Defaults(settings, $"{origin} is \"true\""),
            _ => ReadList(value, origin),
        };
    }

    private static ProfileSelection Defaults(InjectorSettings settings, string origin) => settings.DefaultProfiles.IsEmpty
        ? new ProfileSelection(ProfileSelectionState.Invalid, [], $"{origin}, but neither the namespace nor the configuration names profiles; {Example}")
        : new ProfileSelection(
            ProfileSelectionState.Selected, [.. settings.DefaultProfiles.Distinct(StringComparer.Ordinal)],
            $"{origin}, which stands for the configured default profiles", ForDefaults: true);

    private static ProfileSelection ReadList(string value, string origin)
    {
        var names = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            return new ProfileSelection(ProfileSelectionState.Invalid, [], $"{origin} is empty; {Example}");
        }

        foreach (var name in names)
        {
            if (name is "true" or "false" || !DnsName.IsLabel(name))
            {
                return new ProfileSelection(ProfileSelectionState.Invalid, [], $"{origin} has {Quoted.Text(name)} in it, which is not the name of a profile; {Example}");
            }
        }

        return new ProfileSelection(ProfileSelectionState.Selected, [.. names.Distinct(StringComparer.Ordinal)], origin);
    }
}
