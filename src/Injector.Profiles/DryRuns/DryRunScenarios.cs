using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;

namespace Injector.Profiles.DryRuns;

/// <summary>
/// Chooses the values to try: every parameter at its default, every parameter at its example, each allowed value and each boolean in turn, and for every
/// condition in the profile the values that satisfy it; all of this in both sidecar modes.
/// </summary>
internal sealed class DryRunScenarios(SidecarProfile profile)
{
    private static readonly SidecarMode[] Modes = [SidecarMode.Native, SidecarMode.Classic];

    private readonly ImmutableArray<Condition> _conditions = [.. TemplateConditions.Of(profile).Distinct()];

    /// <summary>Number of distinct conditions and allowed values; each of them is tried with the whole profile.</summary>
    internal int Count => _conditions.Length + profile.Parameters.Sum(parameter => parameter.AllowedValues.Length);

    /// <summary>The scopes to render with.</summary>
    internal IEnumerable<DryRunScope> All() =>
        from mode in Modes
        from choice in Choices()
        select Scope(choice.Values, choice.Examples, mode);

    private IEnumerable<(ImmutableDictionary<string, TemplateValue> Values, bool Examples)> Choices()
    {
        var none = ImmutableDictionary<string, TemplateValue>.Empty;
        yield return (none, false);
        yield return (none, true);
        foreach (var parameter in profile.Parameters)
        {
            foreach (var word in Values(parameter))
            {
                yield return (none.Add(parameter.Name, word), false);
            }
        }

        foreach (var condition in _conditions)
        {
            yield return (Satisfy(condition, none), false);
            yield return (Satisfy(condition, none), true);
        }
    }

    private static IEnumerable<TemplateValue> Values(ProfileParameter parameter) => parameter switch
    {
        { Type: ParameterType.List } => [],
        { AllowedValues.IsEmpty: false } => parameter.AllowedValues.Select(word => Parse(parameter, word)),
        { Type: ParameterType.Boolean } => [new TemplateValue.Boolean(true), new TemplateValue.Boolean(false)],
        _ => [],
    };

    /// <summary>Adopts the values that a condition names, as far as it requires something to be set.</summary>
    private ImmutableDictionary<string, TemplateValue> Satisfy(Condition condition, ImmutableDictionary<string, TemplateValue> values) => condition switch
    {
        Condition.IsOneOf { Reference: { Root: "params" } reference, Values: [var word, ..] } => values.SetItem(reference.Name, Parse(Find(reference), word)),
        Condition.IsSet { Reference: { Root: "params" } reference } => values.SetItem(reference.Name, Example(Find(reference))),
        Condition.Not { Inner: Condition.IsSet { Reference: { Root: "params" } reference } } => values.SetItem(reference.Name, Unset(Find(reference))),
        Condition.All all => all.Parts.Aggregate(values, (known, part) => Satisfy(part, known)),
        Condition.Any any => Satisfy(any.Parts[0], values),
        _ => values,
    };

    private ProfileParameter Find(VariableReference reference) => profile.Parameters.First(parameter => parameter.Name == reference.Name);

    private static TemplateValue Unset(ProfileParameter parameter) =>
        parameter.Type is ParameterType.Boolean ? new TemplateValue.Boolean(false) : TemplateValue.None;

    private static TemplateValue Example(ProfileParameter parameter) =>
        parameter.Type is ParameterType.Boolean ? new TemplateValue.Boolean(true) : Parse(parameter, parameter.Example);

    private static TemplateValue Parse(ProfileParameter parameter, string text) => ParameterParser.TryParse(parameter, text, out var value, out _) ? value : TemplateValue.None;

    private DryRunScope Scope(ImmutableDictionary<string, TemplateValue> chosen, bool examples, SidecarMode mode)
    {
        var values = chosen.ToBuilder();
        foreach (var parameter in profile.Parameters.Where(parameter => !chosen.ContainsKey(parameter.Name)))
        {
            values[parameter.Name] = parameter switch
            {
                { Default: not TemplateValue.Absent } => parameter.Default,
                { Required: true } => Example(parameter),
                _ => examples ? Example(parameter) : TemplateValue.None,
            };
        }

        Complete(values, new DryRunScope(values, mode, profile.Name));
        return new DryRunScope(values.ToImmutable(), mode, profile.Name);
    }

    /// <summary>Gives an example value to parameters that the chosen values make required.</summary>
    private void Complete(ImmutableDictionary<string, TemplateValue>.Builder values, DryRunScope scope)
    {
        foreach (var parameter in profile.Parameters)
        {
            if (values[parameter.Name] is TemplateValue.Absent && parameter.RequiredWhen?.Holds(scope) == true)
            {
                values[parameter.Name] = Example(parameter);
            }
        }
    }
}
