using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Injector.Profiles.Errors;
using Injector.Profiles.Files;
using Injector.Profiles.Reading;
using Injector.Profiles.Resource.Restrictions;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Profiles.Resource;

/// <summary>
/// Reads <c>SidecarProfile</c> objects of a cluster: the spec as strictly as that of a file, the metadata as it comes. A profile of Injector's own
/// namespace serves the whole cluster and may do anything; all others serve their namespace and are held to the policy.
/// </summary>
/// <param name="ownNamespace">Injector's own namespace; <see langword="null"/> when it has none, and then every namespace is a tenant's.</param>
/// <param name="policy">What profiles of tenants may not do.</param>
public sealed class ProfileResourceReader(string? ownNamespace, ProfileRestrictions policy)
{
    /// <summary>Reads an object. Whatever is wrong becomes an error, never an exception.</summary>
    /// <param name="object">The object.</param>
    public ResourceReading Read(ProfileObject @object)
    {
        ArgumentNullException.ThrowIfNull(@object);
        var source = $"SidecarProfile {@object.Key}";
        var errors = new ErrorList(source);
        try
        {
            return Read(@object, source, errors);
        }
        catch (Exception fault)
        {
            // Everything: a tenant's object that finds a fault in the reader must not end the process that serves all the others.
            var error = new ProfileError(source, 0, 0, "spec", $"cannot be read for a fault of Injector's own, please report it: {fault.GetType().Name}: {fault.Message}");
            return new ResourceReading(@object, null, [error], []);
        }
    }

    private ResourceReading Read(ProfileObject @object, string source, ErrorList errors)
    {
        CheckName(@object.Name, errors);
        if (Spec(@object.Spec, errors) is not { } spec)
        {
            return new ResourceReading(@object, null, Errors(errors), []);
        }

        var isOwn = @object.Namespace == ownNamespace;
        var profiles = new CheckedProfileReader(source, errors);
        var profile = profiles.ReadSpec(spec, @object.Name, isOwn ? null : @object.Namespace);
        profile = profile is null ? null : profile with { Resource = @object.Key };
        ImmutableArray<TenantRefusal> found = isOwn || spec is not MappingNode mapping ? [] : [.. Name(@object.Name), .. TenantCheck.Run(mapping, policy)];

        // Until 0.3.0 the newer rules hold by /validate alone, and so by the failurePolicy of its entry; all others refuse at once.
        var isTolerated = errors.IsEmpty && found.All(refusal => refusal.IsNew);
        return new ResourceReading(@object, isTolerated ? profile : null, Errors(errors), isTolerated ? [] : found)
        {
            Warnings = profiles.Warnings,
            Tolerated = isTolerated ? found : [],
        };
    }

    /// <summary>A name that only profiles for the whole cluster may have.</summary>
    private IEnumerable<TenantRefusal> Name(string name) =>
        TenantPattern.MatchesAny(policy.ProtectedProfiles, name)
            ? [new TenantRefusal(
                ProfileRestrictions.NameRule, "metadata.name", $"'{name}' is kept for the profile that serves the whole cluster; choose another name, or ask for it in Injector's own namespace")]
            : [];

    private static void CheckName(string name, ErrorList errors)
    {
        if (ProfileName.Refuse(name) is { } refusal)
        {
            errors.Add(new FieldLocation(null, "metadata.name", 0, 0), refusal);
        }
    }

    private static TreeNode? Spec(string spec, ErrorList errors)
    {
        var place = new FieldLocation(null, "spec", 0, 0);
        if (spec.Length is 0 or > ProfileText.MaxTextBytes)
        {
            errors.Add(place, spec.Length == 0 ? "the field 'spec' is missing" : $"is larger than {ProfileText.MaxTextBytes / 1024} KiB");
            return null;
        }

        try
        {
            var tree = JsonTreeReader.Read(Encoding.UTF8.GetBytes(spec), "spec", JsonLocations.Ordinals);

            // A key that stands twice is a mistake in a profile, whichever kubectl would take.
            foreach (var problem in tree.Problems.Concat(tree.Warnings))
            {
                errors.Add(problem.Location, problem.Message);
            }

            return tree.Root;
        }
        catch (JsonException wrong)
        {
            errors.Add(place, $"cannot be read: {wrong.Message}");
            return null;
        }
    }

    /// <summary>The errors in the order of the fields, without the numbers that stood in for lines.</summary>
    private static ImmutableArray<ProfileError> Errors(ErrorList errors) =>
        [.. errors.InOrder().Select(error => error with { Line = 0, Column = 0 })];
}
