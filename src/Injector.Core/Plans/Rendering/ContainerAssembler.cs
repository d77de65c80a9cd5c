using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Decisions.Requests;
using Injector.Core.Json;
using Injector.Core.Messages;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Rendering;

/// <summary>Turns a rendered container into the one that goes into the pod: names, volumes, overrides, token, mode.</summary>
internal sealed class ContainerAssembler(Preparation preparation)
{
    public PreparedContainer Assemble(ProfileContainer template, bool isSidecar, bool isMain, JsonObject container)
    {
        var profile = preparation.Binding.Profile;
        var errors = new MessageList();
        if (preparation.Names.TryGetValue(template.Name, out var name))
        {
            container["name"] = name;
        }

        if (isMain)
        {
            AnnotationOverrider.Apply(preparation.Binding.Overrides, container);
        }

        if (preparation.Binding.Overrides.User is { } user)
        {
            SetUser(container, user);
        }

        RewriteMounts(profile, container);
        var ownMounts = OwnMount.Of(container);
        if (preparation.Application is { } application)
        {
            ApplicationCopy.Apply(template, application, profile.ApiToken, container, errors);
        }

        if (preparation.Partials.TryGetValue(template.Name, out var partial))
        {
            PartialContainerMerger.Merge(profile, partial, container, errors);
        }

        Reconcile(container["securityContext"] as JsonObject);
        if (preparation.KeepGuaranteed)
        {
            EqualResources.Apply(container);
        }

        errors.AddRange(ResourceBounds.Problems(preparation, template, isMain, container));
        errors.AddRange(ResourceBounds.WrongBytes(preparation, template, isMain, container));
        if (preparation.MaskToken && !profile.ApiToken)
        {
            MaskToken(container);
        }

        if (isSidecar && preparation.Facts.Mode is SidecarMode.Native)
        {
            container["restartPolicy"] = "Always";
        }

        return Prepared(template, isSidecar, container, errors) with { OwnMounts = ownMounts };
    }

    private PreparedContainer Prepared(ProfileContainer template, bool isSidecar, JsonObject container, MessageList errors)
    {
        var isInit = !isSidecar || preparation.Facts.Mode is SidecarMode.Native;
        var cursor = new JsonCursor(RelaxedJson.Bytes(container));
        var view = ContainerReader.Read(ref cursor, isInit, index: -1)!;
        return new PreparedContainer(template.Name, isSidecar, template.Position, view, Resources(container), errors);
    }

    // Pod validation refuses the two together, which the profile's default and what the application or the pod's author states can bring about.
    private static void Reconcile(JsonObject? context)
    {
        var adds = context.Member("capabilities").Member("add") as JsonArray ?? [];
        if (context.Member("allowPrivilegeEscalation").AsBoolean() == false
            && (context.Member("privileged").AsBoolean() == true || adds.Any(added => added.AsText() == "CAP_SYS_ADMIN")))
        {
            context!.Remove("allowPrivilegeEscalation");
        }

        // The kubelet would start no container as root that must not be root: whoever states that user means it.
        if (context.Member("runAsUser").AsInteger() == 0 && context.Member("runAsNonRoot").AsBoolean() == true)
        {
            context!["runAsNonRoot"] = false;
        }
    }

    private static void SetUser(JsonObject container, UserOverride user)
    {
        if (container["securityContext"] is not JsonObject context)
        {
            context = [];
            container["securityContext"] = context;
        }

        if (user.Id is { } id)
        {
            context["runAsUser"] = id;
        }
        else if (context["runAsUser"].AsInteger() != 0)
        {
            // A profile that needs root cannot do with another user.
            context.Remove("runAsUser");
        }
    }

    private void RewriteMounts(SidecarProfile profile, JsonObject container)
    {
        foreach (var mount in (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>())
        {
            MountRewriter.Rewrite(profile, preparation.Aliases, mount);
        }
    }

    private static void MaskToken(JsonObject container)
    {
        if (container["volumeMounts"] is not JsonArray mounts)
        {
            mounts = [];
            container["volumeMounts"] = mounts;
        }

        if (!mounts.Any(mount => MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/") == TokenMask.Path))
        {
            mounts.Add((JsonNode)TokenMask.Mount());
        }
    }

    private static ImmutableArray<PreparedResource> Resources(JsonObject container)
    {
        var resources = ImmutableArray.CreateBuilder<PreparedResource>();
        foreach (var section in (ReadOnlySpan<string>)["requests", "limits"])
        {
            foreach (var (name, value) in container["resources"].Member(section) as JsonObject ?? [])
            {
                if (value is not null && QuantityText.TryParse(value.AsText() ?? RelaxedJson.Text(value), out var quantity))
                {
                    resources.Add(new PreparedResource(section, name, quantity));
                }
            }
        }

        return resources.DrainToImmutable();
    }
}
