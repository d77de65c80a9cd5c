using System.Collections.Immutable;
using Injector.Ambassador;
using Injector.Core.Ambassador;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;

namespace Injector.Core.Requests;

/// <summary>Reports what is wrong with the user's settings of an ambassador, naming the annotation responsible.</summary>
internal sealed class AmbassadorCheck(AnnotationSource annotations, AnnotationKeys keys)
{
    public IEnumerable<string> Problems(SidecarProfile profile, AmbassadorSection section, PodAmbassador ambassador, ImmutableArray<ResolvedParameter> parameters) =>
        ambassador.Problems.Select(problem => Named(profile, section, problem.Source, parameters) is { } annotation
            ? $"{annotation}: {problem.Message}"
            : $"profile {profile.Name}: ambassador.{problem.Source}: {problem.Message}");

    /// <summary>The annotation whose parameter the field of the section uses; <see langword="null"/> for a field that uses none.</summary>
    private string? Named(SidecarProfile profile, AmbassadorSection section, string field, ImmutableArray<ResolvedParameter> parameters)
    {
        var value = (section.Settings as TemplateNode.Object)?.Members.FirstOrDefault(member => member.Name == field)?.Value;
        value = value is TemplateNode.When conditional ? conditional.Body : value;
        if (value is not TemplateNode.Variable { Reference: { Root: "params" } reference })
        {
            return null;
        }

        var origin = parameters.FirstOrDefault(parameter => parameter.Parameter.Name == reference.Name)?.Origin ?? ParameterOrigin.Pod;
        return annotations.Describe(keys.Parameter(profile.Name, reference.Name), origin);
    }
}
