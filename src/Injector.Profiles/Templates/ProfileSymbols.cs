using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Templates;

/// <summary>The variables that the templates of one profile may refer to.</summary>
internal sealed class ProfileSymbols(IReadOnlyDictionary<string, ProfileParameter> parameters, IReadOnlySet<string> ports)
{
    /// <summary>Number of <c>$each</c> directives around the current position.</summary>
    internal int EachDepth { get; set; }

    /// <summary>The error in a reference; <see langword="null"/> when there is none.</summary>
    internal string? Check(VariableReference reference) => reference.Root switch
    {
        "params" when !parameters.ContainsKey(reference.Name) =>
            $"the profile has no parameter '{reference.Name}'{Suggestion.For(reference.Name, parameters.Keys)}",
        "each" when EachDepth == 0 => $"'{reference}' is known only below a $each",
        "ports" when !ports.Contains(reference.Name) =>
            $"the profile has no port '{reference.Name}'{Suggestion.For(reference.Name, ports)}",
        _ => null,
    };

    /// <summary>The error in a splice of a variable; <see langword="null"/> when there is none.</summary>
    internal string? CheckSplice(VariableReference reference) => TypeOf(reference) is ParameterType.List
        ? null
        : $"'{reference}' is not a list, so it cannot be spliced; write $({reference})";

    /// <summary>The error in a condition: an unknown variable, or a comparison with a value that the parameter can never have.</summary>
    internal string? Check(Condition condition) =>
        condition.References.Select(Check).FirstOrDefault(error => error is not null) ?? CheckText(condition);

    /// <summary>The type of a variable.</summary>
    internal ParameterType TypeOf(VariableReference reference) => reference.Root switch
    {
        "params" => parameters.TryGetValue(reference.Name, out var parameter) ? parameter.Type : ParameterType.String,
        "ports" => ParameterType.Port,
        "app" when reference.Name is "user" or "group" => ParameterType.Integer,
        "workload" when reference.Name is "replicas" => ParameterType.Integer,
        "each" when reference.Name is "index" => ParameterType.Integer,
        "sidecar" when reference.Name is "lingers" or "sleeps" => ParameterType.Integer,
        _ => ParameterType.String,
    };

    private string? CheckText(Condition condition) => condition switch
    {
        Condition.Not not => CheckText(not.Inner),
        Condition.All all => all.Parts.Select(CheckText).FirstOrDefault(error => error is not null),
        Condition.Any any => any.Parts.Select(CheckText).FirstOrDefault(error => error is not null),
        Condition.IsOneOf { Reference: { Root: "params" } reference, Values: var values } => CheckText(parameters[reference.Name], values),
        Condition.IsOneOf { Reference: { Root: "sidecar", Name: "mode" }, Values: var values } => CheckText("sidecar.mode", [SidecarMode.Classic.Text(), SidecarMode.Native.Text()], values),
        _ => null,
    };

    private static string? CheckText(ProfileParameter parameter, IEnumerable<string> values) => parameter switch
    {
        { AllowedValues.IsEmpty: false } => CheckText($"params.{parameter.Name}", parameter.AllowedValues, values),
        { Type: ParameterType.Boolean } => CheckText($"params.{parameter.Name}", ["false", "true"], values),
        _ => null,
    };

    private static string? CheckText(string variable, IReadOnlyCollection<string> allowed, IEnumerable<string> values) =>
        values.FirstOrDefault(value => !allowed.Contains(value)) is { } wrong
            ? $"'{variable}' is never '{wrong}'{Suggestion.For(wrong, allowed)}"
            : null;
}
