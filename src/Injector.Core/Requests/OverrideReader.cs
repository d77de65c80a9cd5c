using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;
using Injector.Grammar.Numbers;

namespace Injector.Core.Requests;

/// <summary>
/// Reads the annotations <c>resources</c>, <c>env</c>, <c>image</c> and <c>runAsUser</c>, which change a profile if its <c>overrides</c> allow it.
/// </summary>
internal static class OverrideReader
{
    /// <summary>The overrides from annotations, on top of the resources for every profile.</summary>
    public static AnnotationOverrides Read(
        SidecarProfile profile, AnnotationSource annotations, ProfileKeys keys, AnnotationOverrides overrides, MessageList errors)
    {
        foreach (var (field, key) in keys.Overrides)
        {
            if (!annotations.TryGet(key, out var text, out var origin))
            {
                continue;
            }

            var error = profile.Overrides.Fields.Contains(field)
                ? Apply(profile, field, text, ref overrides)
                : $"profile {profile.Name} does not let pods override {field}; it allows {Allowed(profile)}";
            if (error is not null)
            {
                errors.Add($"{annotations.Describe(key, origin)}: {error}");
            }
        }

        return overrides;
    }

    private static string Allowed(SidecarProfile profile) =>
        profile.Overrides.Fields.IsEmpty ? "no overrides" : string.Join(", ", profile.Overrides.Fields);

    private static string? Apply(SidecarProfile profile, string field, string text, ref AnnotationOverrides overrides)
    {
        switch (field)
        {
            case "image":
                overrides = overrides with { Image = text.Trim() };
                return ImageRestrictions.Refuse(profile, text.Trim());
            case "resources":
                return ReadResources(text, ref overrides);
            case "runAsUser":
                return ReadUser(text.Trim(), ref overrides);
            default:
                return ReadEnv(text, ref overrides);
        }
    }

    private static string? ReadResources(string text, ref AnnotationOverrides overrides)
    {
        var wrong = ResourceList.Read(text, out var resources);
        overrides = overrides with { Resources = resources };
        return wrong;
    }

    private static string? ReadUser(string text, ref AnnotationOverrides overrides)
    {
        var valid = UserNumber.TryParse(text, out var number);
        overrides = overrides with { User = new UserOverride(number) };
        return valid ? null : $"{Quoted.Text(text)} {UserNumber.Rule}";
    }

    private static string? ReadEnv(string text, ref AnnotationOverrides overrides)
    {
        const string Example = "write for example \"LOG_LEVEL=debug, REGION=eu\"";
        var env = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var item in Items(text))
        {
            var parts = item.Split('=', 2);
            var name = parts[0].Trim();
            if (parts.Length < 2 || name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                return $"{Quoted.Text(item)} is not NAME=VALUE; {Example}";
            }

            env.Add(new(name, parts[1]));
        }

        overrides = overrides with { Env = env.DrainToImmutable() };
        return overrides.Env.IsEmpty ? $"it is empty; {Example}" : null;
    }

    private static string[] Items(string text) =>
        text.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
