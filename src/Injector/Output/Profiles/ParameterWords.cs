using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Settings;

namespace Injector.Output.Profiles;

/// <summary>Says in words what a parameter takes.</summary>
internal static class ParameterWords
{
    /// <summary>The annotation that sets it.</summary>
    public static string Annotation(SidecarProfile profile, ProfileParameter parameter) =>
        AnnotationKeys.Default.Parameter(profile.Name, parameter.Name);

    /// <summary>The type, such as <c>port</c> or <c>list of host</c>.</summary>
    public static string Type(ProfileParameter parameter) => parameter.Type == ParameterType.List
        ? $"list of {Word(parameter.ItemType)}"
        : Word(parameter.Type);

    /// <summary>The default for a table: <c>required</c> when a value must be given, <c>-</c> when there is none.</summary>
    public static string Default(ProfileParameter parameter) => parameter switch
    {
        { Required: true } => "required",
        { DefaultFrom: { } source } => $"{source}, else {(parameter.DefaultText.Length > 0 ? parameter.DefaultText : "none")}",
        { RequiredWhen: { } condition } => $"required when {ConditionText.Of(condition)}",
        { DefaultText.Length: > 0 } => parameter.DefaultText,
        _ => "-",
    };

    /// <summary>What narrows the values: words, range, pattern; empty when the type says it all.</summary>
    public static string Limits(ProfileParameter parameter)
    {
        var limits = new List<string>();
        if (!parameter.AllowedValues.IsEmpty)
        {
            limits.Add($"one of {string.Join(", ", parameter.AllowedValues)}");
        }

        if (parameter.Minimum is { } minimum)
        {
            limits.Add($"at least {minimum}");
        }

        if (parameter.Maximum is { } maximum)
        {
            limits.Add($"at most {maximum}");
        }

        if (parameter.Pattern is { } pattern)
        {
            limits.Add($"matches {pattern}");
        }

        return string.Join(", ", limits);
    }

    private static string Word(ParameterType type) => type.ToString().ToLowerInvariant();
}
