using System.Collections.Immutable;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles.Parameters;

/// <summary>A typed setting of a profile, set by the annotation <c>profile.injector.io/name</c>.</summary>
public sealed record ProfileParameter
{
    /// <summary>Name, as written after the slash of the annotation.</summary>
    public required string Name { get; init; }

    /// <summary>Type of the value.</summary>
    public required ParameterType Type { get; init; }

    /// <summary>Type of each item when <see cref="Type"/> is <see cref="ParameterType.List"/>. Default <see cref="ParameterType.String"/>.</summary>
    public ParameterType ItemType { get; init; } = ParameterType.String;

    /// <summary>One sentence for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Value when no annotation sets one, already of the right type; <see cref="TemplateValue.Absent"/> when there is none.</summary>
    public TemplateValue Default { get; init; } = TemplateValue.None;

    /// <summary>The default as the profile spells it, for people; empty when there is none.</summary>
    public string DefaultText { get; init; } = "";

    /// <summary>A fact of the pod that takes precedence over <see cref="Default"/> if the pod states it; <see langword="null"/> for none.</summary>
    public VariableReference? DefaultFrom { get; init; }

    /// <summary>Whether a value must be given. Default <see langword="false"/>.</summary>
    public bool Required { get; init; }

    /// <summary>When given, a value must be given if this holds.</summary>
    public Condition? RequiredWhen { get; init; }

    /// <summary>The allowed words; empty when any value of the type is allowed.</summary>
    public ImmutableArray<string> AllowedValues { get; init; } = [];

    /// <summary>Pattern that the whole text (each item of a list) must match; <see langword="null"/> for none. Matching is linear in the text.</summary>
    public ParameterPattern? Pattern { get; init; }

    /// <summary>Smallest allowed integer or quantity, inclusive; <see langword="null"/> for none.</summary>
    public ParameterBound? Minimum { get; init; }

    /// <summary>Largest allowed integer or quantity, inclusive; <see langword="null"/> for none.</summary>
    public ParameterBound? Maximum { get; init; }

    /// <summary>A valid value, shown in error messages; derived from the default or the type when the profile states none.</summary>
    public required string Example { get; init; }
}
