/**
 * The settings file, read into records that refuse what makes no sense.
 *
 * <p>Start with {@link winnow.config.Settings}. Nothing else in the program reads a setting, an
 * environment variable or a property.
 */
@NullMarked
package winnow.config;

import org.jspecify.annotations.NullMarked;
