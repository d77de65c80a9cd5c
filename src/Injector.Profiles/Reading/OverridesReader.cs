using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Profiles.Errors;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Reading;

/// <summary>Reads which parts of a profile a pod may override.</summary>
internal static class OverridesReader
{
    private static readonly string[] NeverOverridden = ["name", "restartPolicy", "restartPolicyRules"];

    /// <summary>Reads the fields <c>overrides</c> and <c>allowedImages</c>.</summary>
    internal static ProfileOverrides Read(StrictFields spec, ImmutableArray<ProfileParameter> parameters)
    {
        var fields = spec.Texts("overrides");
        var images = spec.Texts("allowedImages");
        var known = PodSchema.Find("Container").Fields.Keys.Except(NeverOverridden).Append("runAsUser");
        foreach (var field in fields)
        {
            if (!known.Contains(field))
            {
                spec.Wrong("overrides", $"'{field}' is not a field of a container that a pod may change{Suggestion.For(field, known)}");
            }

            if (ReservedParameterNames.All.Contains(field) && parameters.Any(parameter => parameter.Name == field))
            {
                spec.Wrong("overrides", $"'{field}' is both an override and a parameter, so one annotation would mean two things; rename the parameter");
            }
        }

        if (fields.Contains("image") == images.IsEmpty)
        {
            spec.Wrong(images.IsEmpty ? "overrides" : "allowedImages", "'image' among the overrides and 'allowedImages' go together: state both or neither");
        }

        return fields.IsEmpty && images.IsEmpty ? ProfileOverrides.None : new ProfileOverrides(fields, images);
    }
}
