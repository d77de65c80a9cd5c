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
/// Reads the <c>SidecarProfile</c> objects of a cluster: the spec as strictly as that of a file, the metadata leniently. A profile in Injector's own namespace
/// is available to the whole cluster and unrestricted; all others serve their namespace and must comply with the restrictions.
/// </summary>
/// <param name="ownNamespace">Injector's own namespace; <see langword="null"/> when it has none, which makes every namespace a tenant's.</param>
/// <param name="policy">The restrictions on tenants' profiles.</param>
public sealed class ProfileResourceReader(string? ownNamespace, ProfileRestrictions policy)
{
    /// <summary>Reads an object. Anything wrong becomes an error, never an exception.</summary>
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
            // Any exception: a tenant's object that triggers a bug in the reader must not end the process that serves all others.
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

        // Until 0.3.0 the newer rules are only enforced by /validate, and so depend on its failurePolicy; all other rules apply at once.
        var isTolerated = errors.IsEmpty && found.All(refusal => refusal.IsNew);
        return new ResourceReading(@object, isTolerated ? profile : null, Errors(errors), isTolerated ? [] : found)
        {
            Warnings = profiles.Warnings,
            Tolerated = isTolerated ? found : [],
        };
    }

    /// <summary>Checks for a name that only cluster-wide profiles may have.</summary>
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

            // A duplicate key is an error in a profile, whichever one kubectl would use.
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

    /// <summary>The errors in the order of the fields, without the ordinals that stood in for lines.</summary>
    private static ImmutableArray<ProfileError> Errors(ErrorList errors) =>
        [.. errors.InOrder().Select(error => error with { Line = 0, Column = 0 })];
}
