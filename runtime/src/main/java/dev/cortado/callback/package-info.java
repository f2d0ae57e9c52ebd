/** How programs follow and steer training. */
package dev.cortado.callback;
