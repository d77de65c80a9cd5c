using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;
using Injector.Grammar.Messages;

namespace Injector.Core.Requests;

/// <summary>Gives every parameter of a profile its value. An invalid value is an error, never replaced by a default.</summary>
internal sealed class BindingResolver(AnnotationSource annotations, AnnotationKeys keys, RenderFacts facts, ImmutableArray<ContainerResource> resources)
{
    private readonly AnnotationOverrides _none = resources.IsEmpty ? AnnotationOverrides.None : AnnotationOverrides.None with { Everywhere = resources };

    public ProfileBinding Resolve(SidecarProfile profile)
    {
        var errors = new MessageList();
        var profileKeys = ProfileKeys.Of(profile, keys);
        var written = annotations.KeysOf(profileKeys);
        var resolved = written.IsEmpty && !profileKeys.DerivesDefaults ? profileKeys.Defaults : ResolveAll(profile, profileKeys, errors);
        RequireValues(profile, resolved, errors);
        var ambassador = errors.IsEmpty ? profile.Ambassador?.For(new RenderScope(profile, resolved, facts, [])) : null;
        if (ambassador is not null)
        {
            errors.AddRange(new AmbassadorCheck(annotations, keys).Problems(profile, profile.Ambassador!, ambassador, resolved));
        }

        if (written.IsEmpty)
        {
            return new ProfileBinding(profile, resolved, _none, errors) { Ambassador = ambassador };
        }

        RefuseUnknownKeys(profile, profileKeys, written, errors);
        var overrides = OverrideReader.Read(profile, annotations, profileKeys, _none, errors);
        return new ProfileBinding(profile, resolved, overrides, errors) { Ambassador = ambassador };
    }

    private ImmutableArray<ResolvedParameter> ResolveAll(SidecarProfile profile, ProfileKeys profileKeys, MessageList errors)
    {
        var parameters = ImmutableArray.CreateBuilder<ResolvedParameter>(profile.Parameters.Length);
        for (var i = 0; i < profile.Parameters.Length; i++)
        {
            parameters.Add(ResolveOne(profileKeys, i, errors));
        }

        return parameters.MoveToImmutable();
    }

    private ResolvedParameter ResolveOne(ProfileKeys profileKeys, int index, MessageList errors)
    {
        var key = profileKeys.Parameters[index];
        if (!annotations.TryGet(key, out var text, out var origin))
        {
            return Default(profileKeys.Defaults[index]);
        }

        var parameter = profileKeys.Defaults[index].Parameter;
        if (!ParameterParser.TryParse(parameter, text, out var value, out var error))
        {
            errors.Add($"{annotations.Describe(key, origin)}: {Quoted.Text(text)} {error}; write for example {key}: {Quoted.Text(parameter.Example)}");
        }

        return new ResolvedParameter(parameter, value, origin);
    }

    /// <summary>The default from the pod's own facts, if the profile uses one and it is a valid value of the parameter.</summary>
    private ResolvedParameter Default(ResolvedParameter fallback) =>
        fallback.Parameter is { DefaultFrom: { } source } parameter
        && RenderScope.Fact(facts, source) is var fact and not TemplateValue.Absent
        && ParameterParser.TryParse(parameter, fact.AsText(), out var value, out _)
            ? new ResolvedParameter(parameter, value, ParameterOrigin.Application)
            : fallback;

    private void RequireValues(SidecarProfile profile, ImmutableArray<ResolvedParameter> resolved, MessageList errors)
    {
        if (!errors.IsEmpty)
        {
            // Evaluating a condition over invalid values would only repeat the error.
            return;
        }

        var scope = new RenderScope(profile, resolved, facts, []);
        foreach (var parameter in resolved)
        {
            var required = parameter.Parameter.Required || parameter.Parameter.RequiredWhen?.Holds(scope) == true;
            if (required && parameter.Value is TemplateValue.Absent)
            {
                var key = keys.Parameter(profile.Name, parameter.Parameter.Name);
                errors.Add($"annotation {key} is missing: profile {profile.Name} needs it ({parameter.Parameter.Description.TrimEnd('.')}); write for example {key}: {Quoted.Text(parameter.Parameter.Example)}");
            }
        }
    }

    private void RefuseUnknownKeys(
        SidecarProfile profile,
        ProfileKeys profileKeys,
        ImmutableArray<(string Key, ParameterOrigin Origin)> written,
        MessageList errors)
    {
        foreach (var (key, origin) in written)
        {
            if (!profileKeys.All.Contains(key))
            {
                var names = profile.Parameters.Select(parameter => parameter.Name)
                    .Concat(profile.Overrides.Fields.Intersect(ReservedParameterNames.All))
                    .Order(StringComparer.Ordinal)
                    .ToArray();
                var name = key[profileKeys.Start.Length..];
                var near = NearestName.Of(name, names) is { } meant ? $" did you mean {meant}?" : "";
                errors.Add($"{annotations.Describe(key, origin)}: profile {profile.Name} has no parameter {Quoted.Text(name)};{near} it has {string.Join(", ", names)}");
            }
        }
    }
}
