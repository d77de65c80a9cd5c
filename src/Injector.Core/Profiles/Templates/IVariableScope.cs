namespace Injector.Core.Profiles.Templates;

/// <summary>Resolves the variables of templates.</summary>
public interface IVariableScope
{
    /// <summary>The value of a variable; <see cref="TemplateValue.None"/> when it has none. Also used by conditions.</summary>
    /// <param name="reference">The variable.</param>
    TemplateValue Resolve(VariableReference reference);

    /// <summary>The value in the form that keeps its meaning where it is written. Default: unchanged.</summary>
    /// <param name="value">The value of a variable.</param>
    TemplateValue Written(TemplateValue value) => value;

    /// <summary>The scope for the members of an object below a member. Default: this one.</summary>
    /// <param name="member">Name of the member.</param>
    IVariableScope Below(string member) => this;
}
