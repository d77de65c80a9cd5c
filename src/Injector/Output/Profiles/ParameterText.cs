using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;
using Injector.Yaml.Nodes;

namespace Injector.Output.Profiles;

/// <summary>Describes the values that a parameter accepts.</summary>
internal static class ParameterText
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

    /// <summary>The restrictions on values: allowed values, range, pattern; empty when there are none.</summary>
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

/// <summary>Formats conditions as in profiles.</summary>
internal static class ConditionText
{
    /// <summary>The condition; empty when there is none.</summary>
    public static string Of(Condition? condition) => condition switch
    {
        null => "",
        Condition.IsSet set => set.Reference.ToString(),
        Condition.IsOneOf { Values: [var value] } one => $"{one.Reference} == {value}",
        Condition.IsOneOf several => $"{several.Reference} in [{string.Join(", ", several.Values)}]",
        Condition.Not { Inner: Condition.IsSet inner } => $"!{inner.Reference}",
        Condition.Not { Inner: Condition.IsOneOf { Values: [var value] } inner } => $"{inner.Reference} != {value}",
        Condition.Not { Inner: Condition.IsOneOf inner } => $"{inner.Reference} not in [{string.Join(", ", inner.Values)}]",
        Condition.Not not => $"!({Of(not.Inner)})",
        Condition.All all => string.Join(" && ", all.Parts.Select(Of)),
        Condition.Any any => string.Join(" || ", any.Parts.Select(Of)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };
}

/// <summary>Describes which port a profile uses.</summary>
internal static class PortText
{
    /// <summary>The preferred port: a number or a reference.</summary>
    public static string Preferred(ProfilePort port) => TemplateTree.Of(port.Preferred) is ScalarNode scalar ? scalar.JsonText : "";

    /// <summary>What happens when the preferred port is taken.</summary>
    public static string Range(ProfilePort port) =>
        port.RangeStart is { } start && port.RangeEnd is { } end ? $"else the first free one of {start}-{end}" : "fixed";
}
