using System.Collections.Immutable;
using Injector.Core.Planning;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>The input of the rules. Expensive values are computed on first use, so that a pod without a request costs almost nothing.</summary>
internal sealed class DecisionContext
{
    private readonly Lazy<ImmutableArray<RequestedProfile>> _profiles;
    private readonly Lazy<ImmutableArray<ProfileBinding>> _bindings;
    private readonly Lazy<MessageList> _inputErrors;
    private readonly Lazy<PlanResult?> _plan;
    private readonly Lazy<InjectionStatus> _status;
    private readonly AnnotationSource _annotations;
    private ImmutableArray<string> _resourceErrors = [];
    private bool? _isInjectedDespiteErrors;
    private ContainerView? _application;
    private RenderFacts? _facts;

    public DecisionContext(InjectionRequest request, InjectionSnapshot snapshot)
    {
        Request = request;
        Snapshot = snapshot;
        Namespace = snapshot.Namespaces.Find(request.Namespace);
        Selection = ProfileSelectionReader.Read(request.Pod, Namespace, snapshot.Settings);
        _annotations = new AnnotationSource(request.Pod, Namespace);
        _profiles = new(FindProfiles, LazyThreadSafetyMode.None);
        _bindings = new(Bind, LazyThreadSafetyMode.None);
        _inputErrors = new(CollectErrors, LazyThreadSafetyMode.None);
        _plan = new(BuildPlan, LazyThreadSafetyMode.None);
        _status = new(ReadStatus, LazyThreadSafetyMode.None);
    }

    public InjectionRequest Request { get; }

    public InjectionSnapshot Snapshot { get; }

    public NamespaceFacts Namespace { get; }

    public ProfileSelection Selection { get; }

    public PodView Pod => Request.Pod;

    public InjectorSettings Settings => Snapshot.Settings;

    public bool IsRequested => Selection.State is ProfileSelectionState.Selected;

    /// <summary>Whether the namespace's label says that its pods must have the sidecars that they request.</summary>
    public bool AreSidecarsRequired => Namespace.Labels.GetValueOrDefault(Settings.Keys.Injection) == "required";

    /// <summary>The requested profiles, unknown ones last.</summary>
    public ImmutableArray<RequestedProfile> Profiles => _profiles.Value;

    /// <summary>The known requested profiles with their parameter values, in the order in which they apply.</summary>
    public ImmutableArray<ProfileBinding> Bindings => _bindings.Value;

    /// <summary>Errors in annotation values, such as one that does not parse; empty for a pod without a request.</summary>
    public MessageList InputErrors => _inputErrors.Value;

    /// <summary>The plan; <see langword="null"/> when annotations have errors or no known profile is requested.</summary>
    public PlanResult? Plan => _plan.Value;

    /// <summary>The status annotation of earlier passes; <see cref="InjectionStatus.None"/> when there is none.</summary>
    public InjectionStatus Status => _status.Value;

    /// <summary>Whether errors in annotation values no longer matter, because the pod already has what it requests.</summary>
    public bool IsInjectedDespiteErrors => _isInjectedDespiteErrors ??= !InputErrors.IsEmpty && RecordedInjection.IsComplete(this);

    /// <summary>The sidecar mode that applies: native or classic.</summary>
    public SidecarMode Mode => SidecarModeReader.Read(_annotations, Snapshot.Settings, Snapshot.Capabilities).Mode;

    private ImmutableArray<RequestedProfile> FindProfiles()
    {
        var bindings = Bindings.ToDictionary(binding => binding.Profile.Name, StringComparer.Ordinal);
        var unknown = Selection.Names.Where(name => !bindings.ContainsKey(name)).Order(StringComparer.Ordinal);
        return
        [
            .. Bindings.Select(binding => new RequestedProfile(binding.Profile.Name, binding.Profile, Selection.Message, binding.Parameters)),
            .. unknown.Select(name => new RequestedProfile(name, null, Selection.Message, [])),
        ];
    }

    private ImmutableArray<ProfileBinding> Bind()
    {
        if (!IsRequested)
        {
            return [];
        }

        var resources = EverywhereResources.Read(_annotations, Settings, out _resourceErrors);
        var resolver = new BindingResolver(_annotations, Settings.Keys, Facts, resources);
        var profiles = new List<SidecarProfile>(Selection.Names.Length);
        foreach (var name in Selection.Names)
        {
            if (Snapshot.Profiles.Find(name, Request.Namespace) is { } profile)
            {
                profiles.Add(profile);
            }
        }

        profiles.Sort(ProfileOrder.Instance);
        return [.. profiles.Select(resolver.Resolve)];
    }

    private MessageList CollectErrors()
    {
        var errors = new MessageList();
        if (!IsRequested)
        {
            return errors;
        }

        if (SidecarModeReader.Read(_annotations, Snapshot.Settings, Snapshot.Capabilities).Error is { } mode)
        {
            errors.Add(mode);
        }

        if (FixedUsersReader.Read(_annotations, Settings).Error is { } users)
        {
            errors.Add(users);
        }

        if (TargetReader.Read(Pod, _annotations, Settings.Keys).Error is { } targets)
        {
            errors.Add(targets);
        }

        var bindings = Bindings;
        foreach (var wrong in _resourceErrors)
        {
            errors.Add(wrong);
        }

        foreach (var binding in bindings)
        {
            errors.AddRange(binding.Errors);
        }

        return errors;
    }

    private PlanResult? BuildPlan() => Bindings.IsEmpty || !InputErrors.IsEmpty
        ? null
        : PlanBuilder.Build(new PlanInput
        {
            Pod = Pod,
            Facts = Facts,
            Application = Application,
            Bindings = Bindings,
            Status = _status.Value,
            Targets = TargetReader.Read(Pod, _annotations, Settings.Keys).Names?.ToHashSet(StringComparer.Ordinal),
            Settings = Settings,
            Cancellation = Request.Cancellation,
        });

    private InjectionStatus ReadStatus() =>
        Pod.Annotations.TryGet(Settings.Keys.Status, out var status) ? StatusReader.Read(status) : InjectionStatus.None;

    private RenderFacts Facts => _facts ??= ReadFacts();

    /// <summary>The application container; <see langword="null"/> when the pod has none.</summary>
    public ContainerView? Application => _application ??=
        ApplicationChoice.Choose(Pod, TargetReader.Read(Pod, _annotations, Settings.Keys).Names, _status.Value, Settings.ForeignSidecars);

    private RenderFacts ReadFacts()
    {
        var (kind, name) = WorkloadIdentity.Of(Request);
        var app = Application;
        var mode = Mode;
        return new RenderFacts(Request.Namespace, kind, name, app?.Name.ToString() ?? "", app?.Image.ToString() ?? "", mode)
        {
            Lingers = ClassicEnd.Seconds(Pod, mode, _status.Value.GracePeriod),
            KnowsSleepHook = Snapshot.Capabilities.KnowsSleepHook,
            AppPullPolicy = app is null ? "" : PullPolicy.Of(app),
            AppWorkingDir = app?.WorkingDir.ToString() ?? "",
            AppUser = RunAsReader.Number(Pod, app, "runAsUser"u8),
            AppGroup = RunAsReader.Number(Pod, app, "runAsGroup"u8),
            FixedUsers = FixedUsersReader.Read(_annotations, Settings).Users,
            Replicas = Request.Workload?.Replicas,
        };
    }
}
