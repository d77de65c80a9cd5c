namespace Injector.Core.Profiles.Templates;

/// <summary>Resolves the variables of templates.</summary>
public interface IVariableScope
{
    /// <summary>The value of a variable; <see cref="TemplateValue.None"/> when it has none. Also used by conditions.</summary>
    /// <param name="reference">The variable.</param>
    TemplateValue Resolve(VariableReference reference);
}
