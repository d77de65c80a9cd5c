namespace Injector.Core.Profiles.Templates;

/// <summary>A place in a template that the value of a variable goes to.</summary>
/// <param name="Variable">Number of the variable.</param>
/// <param name="IsExpanded">Whether the kubelet replaces <c>$(NAME)</c> there.</param>
internal readonly record struct TemplateHole(int Variable, bool IsExpanded)
{
    /// <summary>The value as it is to be written there.</summary>
    /// <param name="values">The values of the variables.</param>
    public TemplateValue Value(TemplateValues values) => IsExpanded ? KubeletExpansion.Written(values.Resolve(Variable)) : values.Resolve(Variable);
}
