namespace Injector.Core.Profiles.Templates;

/// <summary>Where templates look their variables up.</summary>
public interface IVariableScope
{
    /// <summary>The value of a variable; <see cref="TemplateValue.None"/> when it has none. Conditions ask for it.</summary>
    /// <param name="reference">The variable.</param>
    TemplateValue Resolve(VariableReference reference);

    /// <summary>How a value is written where it is to be read as what it is. Default: as it stands.</summary>
    /// <param name="value">The value of a variable.</param>
    TemplateValue Written(TemplateValue value) => value;

    /// <summary>Where the variables below a member of an object are looked up. Default: here.</summary>
    /// <param name="member">Name of the member.</param>
    IVariableScope Below(string member) => this;
}
