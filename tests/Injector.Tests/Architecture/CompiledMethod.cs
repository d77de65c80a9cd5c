using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Injector.Tests.Architecture;

/// <summary>A method as it is compiled; of an async one, the body that its state machine has.</summary>
internal sealed class CompiledMethod
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly MethodBase _method;
    private readonly List<(int At, OpCode Code, object? Operand)> _instructions;

    private CompiledMethod(MethodBase method, MethodBase body)
    {
        _method = method;
        _instructions = Read(body);
    }

    public string Name => $"{Owner(_method.DeclaringType!)}.{Outer(_method.Name)}";

    public bool IsAsync => _method.IsDefined(typeof(AsyncStateMachineAttribute));

    public bool IsAsyncVoid => IsAsync && _method is MethodInfo { ReturnType: var type } && type == typeof(void);

    public bool IsHostedService => typeof(Microsoft.Extensions.Hosting.BackgroundService).IsAssignableFrom(_method.DeclaringType);

    /// <summary>Whether some jump leads back over an await.</summary>
    public bool LoopsOverAnAwait
    {
        get
        {
            var awaits = _instructions.Where(one => one.Operand is MethodBase { Name: "AwaitUnsafeOnCompleted" or "AwaitOnCompleted" }).Select(one => one.At).ToArray();
            return _instructions.Any(one => one.Operand is int target && target < one.At && awaits.Any(at => at > target && at < one.At));
        }
    }

    /// <summary>Whether a task is made and thrown away.</summary>
    public bool DropsATask => _instructions.Zip(_instructions.Skip(1))
        .Any(pair => pair.First.Operand is MethodInfo { ReturnType: var type } && IsTask(type) && pair.Second.Code == OpCodes.Pop);

    /// <summary>What it calls.</summary>
    public IEnumerable<MethodBase> Calls => _instructions.Select(one => one.Operand).OfType<MethodBase>();

    /// <summary>What is told to call back.</summary>
    public IEnumerable<string> Callbacks => Calls.Select(Callback).OfType<string>();

    /// <summary>Whether it belongs to the server; commands of the command line run in the foreground, and who called sees what they throw.</summary>
    public bool IsOfServer => _method.Module.Assembly != typeof(ExitCodes).Assembly && _method.Module.Assembly != typeof(Diagnostics.Facts.ClusterFacts).Assembly;

    /// <summary>Every assembly of the product.</summary>
    public static IEnumerable<Assembly> Assemblies =>
        from type in (Type[])
        [
            typeof(Ambassador.DocumentReader), typeof(Background.SupervisedLoop), typeof(Certificates.CertificateAuthority), typeof(Core.Injection.SidecarInjector),
            typeof(Diagnostics.Facts.ClusterFacts), typeof(Grammar.Messages.DisplayText), typeof(Kubernetes.Api.ApiClient), typeof(Manifests.Documents.ManifestSource),
            typeof(Profiles.Files.ProfileFiles), typeof(Server.WebhookHost), typeof(Yaml.Nodes.TreeNode), typeof(ExitCodes),
        ]
        select type.Assembly;

    /// <summary>The methods of every assembly of the product.</summary>
    public static CompiledMethod[] OfProduct() => [.. Assemblies.SelectMany(Of)];

    public static IEnumerable<CompiledMethod> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.IsDefined(typeof(CompilerGeneratedAttribute)) || !typeof(IAsyncStateMachine).IsAssignableFrom(type)
        from method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All))
        where method.GetMethodBody() is not null
        select new CompiledMethod(method, Body(method));

    /// <summary>The types, fields and methods that a method's own code names.</summary>
    public static IEnumerable<MemberInfo> Operands(MethodBase method) => Read(method).Select(one => one.Operand).OfType<MemberInfo>();

    private static MethodBase Body(MethodBase method) =>
        method.GetCustomAttribute<AsyncStateMachineAttribute>() is { StateMachineType: var machine }
            ? machine.GetMethod("MoveNext", All)!
            : method;

    private static string? Callback(MethodBase method) => (method.DeclaringType?.Name, method.Name) switch
    {
        ("Thread", ".ctor") => "Thread",
        ("Timer", ".ctor") or ("PeriodicTimer", ".ctor") or ("TimeProvider", "CreateTimer") => "Timer",
        ("ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem") => "ThreadPool",
        ("Task" or "TaskFactory", "Run" or "StartNew" or "ContinueWith") => "Task.Run",
        ("CancellationToken", "Register" or "UnsafeRegister") => "CancellationToken.Register",
        ("PosixSignalRegistration", "Create") => "PosixSignalRegistration",
        ("FileSystemWatcher", var name) when name.StartsWith("add_", StringComparison.Ordinal) => "FileSystemWatcher",
        _ => null,
    };

    private static bool IsTask(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>The type that the code stands in, whatever the compiler made of lambdas.</summary>
    private static string Owner(Type type) =>
        type.Name.StartsWith('<') && type.DeclaringType is { } outer ? Owner(outer) : (type.FullName ?? type.Name).Replace('+', '.');

    private static string Outer(string name) => name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : name;

    private static List<(int At, OpCode Code, object? Operand)> Read(MethodBase method)
    {
        var instructions = new List<(int, OpCode, object?)>();
        var il = method.GetMethodBody()!.GetILAsByteArray()!;
        for (var at = 0; at < il.Length;)
        {
            var start = at;
            var value = il[at] == 0xfe ? unchecked((short)(0xfe00 | il[at + 1])) : il[at];
            at += value < 0 ? 2 : 1;
            var code = OpCodesByValue[value];
            object? operand = null;
            switch (code.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget:
                    operand = at + 1 + (sbyte)il[at];
                    at += 1;
                    break;
                case OperandType.InlineBrTarget:
                    operand = at + 4 + BitConverter.ToInt32(il, at);
                    at += 4;
                    break;
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    operand = Resolve(method, BitConverter.ToInt32(il, at));
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(il, at));
                    break;
                case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                default:
                    at += 4;
                    break;
            }

            instructions.Add((start, code, operand));
        }

        return instructions;
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        var types = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, types, method.IsGenericMethod ? method.GetGenericArguments() : null);
    }
}
