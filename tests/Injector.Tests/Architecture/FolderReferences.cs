using System.Reflection;

namespace Injector.Tests.Architecture;

/// <summary>Which folders refer to which, as the compiled symbols say: base types, signatures, locals and all that code names.</summary>
internal sealed class FolderReferences
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly HashSet<Assembly> _assemblies;
    private readonly Func<Type, string?> _folderOf;
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _targets = new(StringComparer.Ordinal);

    private FolderReferences(IEnumerable<Assembly> assemblies, Func<Type, string?> folderOf)
    {
        _assemblies = [.. assemblies];
        _folderOf = folderOf;
        foreach (var type in _assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            Add(type);
        }
    }

    /// <summary>The folders of an assembly: its namespaces.</summary>
    public static FolderReferences Of(Assembly assembly) => new([assembly], type => type.Namespace);

    /// <summary>Assemblies, each as one folder.</summary>
    public static FolderReferences Between(IEnumerable<Assembly> assemblies) => new(assemblies, type => type.Assembly.GetName().Name);

    /// <summary>Each folder, by its name.</summary>
    public IEnumerable<string> Folders => _targets.Keys;

    /// <summary>Groups of folders in which each leads to each other; none where all references have one direction.</summary>
    public List<List<string>> Cycles()
    {
        var reach = Folders.ToDictionary(folder => folder, Reachable, StringComparer.Ordinal);
        var groups = new List<List<string>>();
        foreach (var folder in Folders.Where(folder => reach[folder].Contains(folder)))
        {
            if (!groups.Exists(group => group.Contains(folder, StringComparer.Ordinal)))
            {
                groups.Add([.. reach[folder].Where(other => reach[other].Contains(folder)).Order(StringComparer.Ordinal)]);
            }
        }

        return groups;
    }

    /// <summary>The references between folders of a group, each with the types that refer.</summary>
    public IEnumerable<string> Explain(List<string> group) =>
        from folder in @group
        from target in _targets[folder]
        where @group.Contains(target.Key, StringComparer.Ordinal)
        select $"{folder} -> {target.Key}: {string.Join(", ", target.Value)}";

    private HashSet<string> Reachable(string folder)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([folder]));
        while (open.TryPop(out var next))
        {
            foreach (var target in _targets.TryGetValue(next, out var targets) ? targets.Keys : Enumerable.Empty<string>())
            {
                if (seen.Add(target))
                {
                    open.Push(target);
                }
            }
        }

        return seen;
    }

    private void Add(Type type)
    {
        var outermost = Outermost(type);
        if (FolderOf(outermost) is not { } from)
        {
            return;
        }

        _targets.TryAdd(from, new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal));
        foreach (var target in Used(type).SelectMany(Parts).Where(used => _assemblies.Contains(used.Assembly)).Select(Outermost).Distinct())
        {
            if (FolderOf(target) is not { } to || to == from)
            {
                continue;
            }

            if (!_targets[from].TryGetValue(to, out var names))
            {
                _targets[from].Add(to, names = new SortedSet<string>(StringComparer.Ordinal));
            }

            names.Add($"{outermost.Name} > {target.Name}");
        }
    }

    /// <summary>The folder of a type; <see langword="null"/> for what the compiler and its generators write for themselves.</summary>
    private string? FolderOf(Type type) =>
        type.Name.StartsWith('<') || type.Namespace?.Split('.')[0] is null or "System" or "Microsoft" ? null : _folderOf(type);

    private static IEnumerable<Type> Used(Type type)
    {
        IEnumerable<Type?> declared =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(field => field.FieldType),
            .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        ];
        var methods = type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).SelectMany(Used);
        return declared.Concat(methods).OfType<Type>();
    }

    private static IEnumerable<Type?> Used(MethodBase method)
    {
        IEnumerable<Type?> signature = [.. method.GetParameters().Select(parameter => parameter.ParameterType), (method as MethodInfo)?.ReturnType];
        return method.GetMethodBody() is { } body
            ? signature.Concat(body.LocalVariables.Select(local => local.LocalType)).Concat(CompiledMethod.Operands(method).SelectMany(Named))
            : signature;
    }

    private static IEnumerable<Type?> Named(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetGenericArguments(), .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        MethodBase method => [method.DeclaringType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : type.IsGenericParameter ? []
        : [type];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
