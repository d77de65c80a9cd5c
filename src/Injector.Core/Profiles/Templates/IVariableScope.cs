namespace Injector.Core.Profiles.Templates;

/// <summary>Where templates look their variables up.</summary>
public interface IVariableScope
{
    /// <summary>The value of a variable; <see cref="TemplateValue.None"/> when it has none. Conditions ask for it.</summary>
    /// <param name="reference">The variable.</param>
    TemplateValue Resolve(VariableReference reference);
}
