using System.Buffers;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Loader;

namespace Injector.Testing.Former;

/// <summary>
/// The engine of an earlier commit, beside the present one in the same process: its libraries have a load context of their own, and are called through
/// compiled expressions, which cost no more than a delegate.
/// </summary>
public sealed class FormerEngine
{
    /// <summary>Name of the variable that holds the folder of the engine that answers are compared with.</summary>
    public const string Variable = "INJECTOR_FORMER";

    private readonly Assembly _core;
    private readonly Assembly _profiles;
    private readonly Assembly _testing;

    private FormerEngine(string folder)
    {
        var context = new FolderContext(folder);
        _core = context.LoadFromAssemblyName(new AssemblyName("Injector.Core"));
        _profiles = context.LoadFromAssemblyName(new AssemblyName("Injector.Profiles"));
        _testing = context.LoadFromAssemblyName(new AssemblyName("Injector.Testing"));
    }

    /// <summary>Loads an engine.</summary>
    /// <param name="folder">What <c>tests/former/provision.sh</c> printed.</param>
    public static FormerEngine Load(string folder) => new(folder);

    /// <summary>Loads the engine that the environment names.</summary>
    /// <exception cref="InvalidOperationException">It names none.</exception>
    public static FormerEngine FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder && Directory.Exists(folder)
        ? Load(folder)
        : throw new InvalidOperationException($"{Variable} names no folder; set it to what 'bash tests/former/provision.sh before-pipeline' prints");

    /// <summary>With the built-in profiles and default settings of its commit.</summary>
    public EngineCalls WithBuiltIns()
    {
        var builtIns = Call(_profiles, "Injector.Profiles.BuiltIn.BuiltInProfiles", "Load");
        var snapshotType = Type(_core, "Injector.Core.Snapshots.InjectionSnapshot");
        var snapshot = Activator.CreateInstance(snapshotType)!;
        snapshotType.GetProperty("Profiles")!.SetValue(snapshot, Call(_core, "Injector.Core.Profiles.ProfileCatalogue", "Create", builtIns));
        return With(snapshot);
    }

    /// <summary>With the surroundings of a golden case, as the test code of its commit reads them.</summary>
    /// <param name="folder">Folder of the case.</param>
    public EngineCalls ForGoldenCase(string folder)
    {
        var golden = Call(_testing, "Injector.Testing.Golden.GoldenCase", "At", folder);
        return With(golden.GetType().GetProperty("Snapshot")!.GetValue(golden)!);
    }

    private EngineCalls With(object snapshot)
    {
        var method = Type(_core, "Injector.Core.Admission.AdmissionHandler").GetMethod("Answer", BindingFlags.Public | BindingFlags.Static)!;
        var review = Expression.Parameter(typeof(ReadOnlyMemory<byte>));
        var answer = Expression.Parameter(typeof(IBufferWriter<byte>));
        var call = Expression.Call(
            method,
            method.GetParameters().Select(Expression (parameter) => parameter.ParameterType switch
            {
                var type when type == review.Type => review,
                var type when type == answer.Type => answer,
                var type when type == snapshot.GetType() => Expression.Constant(snapshot),
                var type => Expression.Default(type),
            }));
        var outcome = Expression.Parameter(typeof(object));
        var describe = Expression.Lambda<Func<object, string>>(Description(Expression.Convert(outcome, method.ReturnType)), outcome);
        return new EngineCalls(
            Expression.Lambda<AnswerCall>(Expression.Block(typeof(void), call), review, answer).Compile(),
            Expression.Lambda<OutcomeCall>(Expression.Invoke(describe, Expression.Convert(call, typeof(object))), review, answer).Compile());
    }

    private static MethodCallExpression Description(Expression outcome) => Expression.Call(
        typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string), typeof(string)])!,
        Expression.Call(Expression.Convert(Expression.Property(outcome, "Result"), typeof(object)), nameof(ToString), typeArguments: null),
        Expression.Constant(" "),
        Expression.Property(outcome, "Error"));

    private static object Call(Assembly assembly, string type, string method, params object[] arguments) =>
        Type(assembly, type).GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments)!;

    private static Type Type(Assembly assembly, string name) => assembly.GetType(name, throwOnError: true)!;

    /// <summary>Takes from the folder all that lies there, and the rest from the runtime, so that both engines stand on the same base class library.</summary>
    private sealed class FolderContext(string folder) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, $"{assemblyName.Name}.dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
