using System.Reflection;
using System.Text.Json;

namespace SoftRL.Training;

/// <summary>A settable public property of an options record, with its key and its annotation.</summary>
internal sealed class OptionProperty
{
    private readonly PropertyInfo _property;

    private OptionProperty(PropertyInfo property)
    {
        _property = property;
        Key = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
        Annotation = property.GetCustomAttribute<OptionAttribute>();
        IsNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null
            || (!property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);
    }

    internal string Key { get; }

    internal string Name => _property.Name;

    internal OptionAttribute? Annotation { get; }

    internal bool IsNullable { get; }

    internal Type Type => Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType;

    /// <summary>Init-only: the setter's return type carries the compiler's marker.</summary>
    internal bool IsInitOnly => _property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()
        .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    internal static IReadOnlyList<OptionProperty> Of(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property is { CanRead: true, SetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.MetadataToken)
            .Select(property => new OptionProperty(property))];

    /// <summary>Creates a record with every default.</summary>
    internal static object CreateDefault(Type type) =>
        Activator.CreateInstance(type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, null, null)
            ?? throw new ArgumentException($"{type} cannot be created without arguments.", nameof(type));

    /// <summary>A copy made through every setter, so that every value is checked again.</summary>
    internal static object Copy(object options)
    {
        var copy = CreateDefault(options.GetType());
        foreach (var option in Of(options.GetType()))
        {
            option.Set(copy, option.Get(options));
        }

        return copy;
    }

    internal object? Get(object options) => _property.GetValue(options);

    /// <summary>Sets the value through the record's own check, whose exception passes through unwrapped.</summary>
    internal void Set(object options, object? value) =>
        _property.SetValue(options, value, BindingFlags.DoNotWrapExceptions, null, null, null);
}
