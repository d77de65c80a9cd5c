using System.Text.Json;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;
using Injector.Profiles.Reading;
using Injector.Profiles.Rules;
using Injector.Profiles.Schema;
using Injector.Profiles.Templates;

namespace Injector.Profiles.DryRuns;

/// <summary>
/// Renders a newly read profile with every kind of value that its parameters may have and checks the result, so that a profile that loads produces valid pods.
/// </summary>
internal sealed class ProfileDryRun(SidecarProfile profile, SpecContext context, FieldLocation spec, ErrorList errors)
{
    /// <summary>
    /// Max conditions and allowed values to try. Each one renders the whole profile, so a profile crafted for that purpose would keep its reader busy for
    /// minutes; the built-in profiles have at most 45.
    /// </summary>
    private const int MaxScenarios = 200;

    /// <summary>A day: a longer grace period would delay the draining of a node rather than shut down cleanly.</summary>
    private const int MaxGracePeriod = 86400;

    private readonly SchemaCheck _schema = new(context.Symbols, context.Marks, errors);
    private readonly RuleContext _rules = new(context.Marks, spec, errors);

    private readonly GroupRules _groups = new(profile);

    /// <summary>Runs the dry run.</summary>
    internal void Run()
    {
        var scenarios = new DryRunScenarios(profile);
        if (scenarios.Count > MaxScenarios)
        {
            errors.Add(spec, $"{scenarios.Count} different conditions ($when, requiredWhen) and allowed values are more than the {MaxScenarios} that a profile may have; split the profile");
            return;
        }

        foreach (var scope in scenarios.All())
        {
            Run(scope);
        }

        foreach (var group in _groups.Unused)
        {
            errors.Add(spec, $"the profile sets nothing of the group {string.Join(", ", group.Names)}; name what it sets, or leave the group out");
        }
    }

    private void Run(DryRunScope scope)
    {
        var specializer = new TemplateSpecializer(scope, context.Marks);
        SetPorts(scope, specializer);
        var volumes = CheckVolumes(scope, specializer);
        CheckFiles(scope, specializer);
        CheckAmbassador(scope);
        var mounts = new MountedVolumes(profile, volumes, HasFiles(scope), context.Marks, spec, errors);
        foreach (var container in profile.InitContainers)
        {
            CheckContainer(container, runsToCompletion: true, scope, specializer, mounts);
        }

        foreach (var container in profile.Sidecars)
        {
            CheckContainer(container, runsToCompletion: false, scope, specializer, mounts);
        }

        foreach (var warning in profile.Warnings)
        {
            Render(warning.Text, FieldType.Text, specializer);
        }

        CheckApplication(specializer, mounts);
        CheckPod(specializer);
    }

    private void SetPorts(DryRunScope scope, TemplateSpecializer specializer)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in profile.Ports.Where(port => port.When?.Holds(scope) != false))
        {
            if (!names.Add(port.Name))
            {
                errors.Add(context.Marks.Of(port.Preferred, spec), $"two ports '{port.Name}' are there at once, because their conditions can hold together");
            }

            if (Render(port.Preferred, FieldType.Integer, specializer) is TemplateNode.Literal { Value: { ValueKind: JsonValueKind.Number } literal } && literal.TryGetInt64(out var number))
            {
                scope.SetPort(port.Name, number);
            }
            else
            {
                errors.Add(context.Marks.Of(port.Preferred, spec), $"the port '{port.Name}' has no number here; give its parameter a default, or make it required");
            }
        }
    }

    private List<string> CheckVolumes(DryRunScope scope, TemplateSpecializer specializer)
    {
        var names = new List<string>();
        foreach (var volume in profile.Volumes.Where(volume => volume.When?.Holds(scope) != false))
        {
            if (names.Contains(volume.Name))
            {
                errors.Add(context.Marks.Of(volume.Definition, spec), $"two volumes '{volume.Name}' are there at once, because their conditions can hold together");
            }

            names.Add(volume.Name);
            if (Render(volume.Definition, FieldType.Of("Volume"), specializer) is TemplateNode.Object rendered)
            {
                VolumeRules.Check(rendered, _rules);
            }
        }

        return names;
    }

    private bool HasFiles(DryRunScope scope) => profile.Files.Any(file => file.When?.Holds(scope) != false);

    private void CheckFiles(DryRunScope scope, TemplateSpecializer specializer)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in profile.Files.Where(file => file.When?.Holds(scope) != false))
        {
            if (!names.Add(file.Name))
            {
                errors.Add(spec, $"two files '{file.Name}' are there at once, because their conditions can hold together");
            }

            if (file.Content is { } content)
            {
                Render(content, FieldType.Any, specializer);
            }
        }
    }

    private void CheckAmbassador(DryRunScope scope)
    {
        foreach (var problem in profile.Ambassador?.Problems(scope) ?? [])
        {
            errors.Add(context.Marks.Of(profile.Ambassador!.Settings, spec), $"with the values of the trial the section makes no ambassador: {problem}");
        }
    }

    private void CheckContainer(ProfileContainer container, bool runsToCompletion, DryRunScope scope, TemplateSpecializer specializer, MountedVolumes mounts)
    {
        if (container.When?.Holds(scope) == false || Render(container.Container, FieldType.Of("Container"), specializer) is not TemplateNode.Object rendered)
        {
            return;
        }

        if (Render(container.PositionTemplate, FieldType.Text, specializer)?.AsText() is { } position && !ContainerPosition.TryParse(position, out _))
        {
            errors.Add(context.Marks.Of(container.PositionTemplate!, spec), $"'{position}' is not a position; {ContainerPosition.Rule}");
        }

        ContainerRules.Check(rendered, runsToCompletion, _rules);
        mounts.Check(rendered.Find("volumeMounts"), container.Container is TemplateNode.Object source ? source.Find("volumeMounts") : null);
    }

    private void CheckApplication(TemplateSpecializer specializer, MountedVolumes mounts)
    {
        if (profile.Application.VolumeMounts is { } source && Render(source, FieldType.ListOf("VolumeMount"), specializer) is TemplateNode.Array rendered)
        {
            MountRules.Check(rendered.Items.OfType<TemplateNode.Object>(), _rules);
            mounts.Check(rendered, source);
        }

        if (profile.Application.Env is { } env && Render(env, FieldType.ListOf(PodSchema.ApplicationVariable), specializer) is TemplateNode.Array variables)
        {
            EnvRules.Check(variables.Items.OfType<TemplateNode.Object>(), _rules);
            EnvRules.CheckMerge(variables.Items.OfType<TemplateNode.Object>(), _rules);
            _groups.Check(
                GroupKind.Env, variables.Items.OfType<TemplateNode.Object>().Where(variable => variable.Text("name") is not null).Select(variable => (variable.Text("name")!, (TemplateNode)variable)), _rules);
        }
    }

    private void CheckPod(TemplateSpecializer specializer)
    {
        CheckEntries(profile.Pod.Annotations, GroupKind.Annotations, specializer);
        CheckEntries(profile.Pod.Labels, GroupKind.Labels, specializer);
        Render(profile.Pod.ImagePullSecrets, FieldType.ListOf("LocalObjectReference"), specializer);
        if (Render(profile.Pod.TerminationGracePeriodSeconds, FieldType.LongInteger, specializer) is TemplateNode.Literal { Value: { ValueKind: JsonValueKind.Number } seconds } literal
            && !(seconds.TryGetInt64(out var number) && number is >= 1 and <= MaxGracePeriod))
        {
            _rules.Wrong(profile.Pod.TerminationGracePeriodSeconds!, $"{literal.Value} is not a time for a pod to end: 1 to {MaxGracePeriod} seconds");
        }
    }

    private void CheckEntries(TemplateNode? template, GroupKind kind, TemplateSpecializer specializer)
    {
        var rendered = Render(template, FieldType.TextMap, specializer);
        MetadataRules.Check(rendered, kind is GroupKind.Labels, _rules);
        _groups.Check(kind, (rendered as TemplateNode.Object)?.Members.Select(member => (member.Name, member.Value)) ?? [], _rules);
    }

    private TemplateNode? Render(TemplateNode? template, FieldType type, TemplateSpecializer specializer)
    {
        if (template is null || specializer.Specialize(template) is not { } rendered)
        {
            return null;
        }

        _schema.Check(rendered, type, spec);
        return rendered;
    }
}
