using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;

namespace Injector.Core.Rendering;

/// <summary>
/// Determines from the template which parameters an amount comes from. Its value does not reveal that: another parameter, or the profile itself, may happen to
/// state the same.
/// </summary>
internal static class AmountSources
{
    /// <summary>The parameters that an amount of a template refers to, even if only in its condition.</summary>
    /// <param name="preparation">The profile with its parameters.</param>
    /// <param name="template">The container or the volume.</param>
    /// <param name="path">Names of the members on the path to the amount.</param>
    public static IEnumerable<ResolvedParameter> Of(Preparation preparation, TemplateNode template, params ReadOnlySpan<string> path)
    {
        TemplateNode? amount = template;
        foreach (var name in path)
        {
            amount = TemplatePath.Member(amount, name);
        }

        var names = ProfileReferences.Of(amount).Where(reference => reference.Root == "params").Select(reference => reference.Name).ToHashSet(StringComparer.Ordinal);
        return preparation.Binding.Parameters.Where(parameter => names.Contains(parameter.Parameter.Name));
    }

    /// <summary>Whether an annotation of the pod or the namespace set an amount of a container through a parameter.</summary>
    /// <param name="preparation">The profile with its parameters.</param>
    /// <param name="container">The container.</param>
    /// <param name="section"><c>requests</c> or <c>limits</c>.</param>
    /// <param name="name">Name of the resource.</param>
    public static bool AreWritten(Preparation preparation, ProfileContainer container, string section, string name) =>
        Of(preparation, container.Container, "resources", section, name).Any(parameter => parameter.Origin is ParameterOrigin.Pod or ParameterOrigin.Namespace);
}
