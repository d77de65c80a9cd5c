using Injector.Profiles.Errors;
using Injector.Profiles.Templates;

namespace Injector.Profiles.Reading;

/// <summary>What the readers of one profile's parts share.</summary>
internal sealed class SpecContext(ProfileSymbols symbols, ErrorList errors)
{
    private readonly TemplateMarks _marks = new();

    /// <summary>Where errors go.</summary>
    internal ErrorList Errors => errors;

    /// <summary>The variables of the profile.</summary>
    internal ProfileSymbols Symbols => symbols;

    /// <summary>Where each template is written.</summary>
    internal TemplateMarks Marks => _marks;

    /// <summary>Makes templates of values.</summary>
    internal TemplateReader Templates => new(symbols, _marks, errors);

    /// <summary>Holds templates against the Pod schema.</summary>
    internal SchemaCheck Schema => new(symbols, _marks, errors);
}
