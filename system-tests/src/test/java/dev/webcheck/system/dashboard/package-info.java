/** The dashboard in a real browser, with what went through all of Webcheck. */
@NullMarked
package dev.webcheck.system.dashboard;

import org.jspecify.annotations.NullMarked;
